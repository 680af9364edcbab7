/**
 * `start` as typed: its flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { buildCommand } from "@stricli/core";
import { parsePortFlag } from "../../lib/services/ports/port_flag.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import {
  jsonFlag,
  modeFlag,
  serviceNames,
  switchFlag,
} from "../shared/shared_flags.ts";
import { BRIEFS } from "../briefs.ts";
import type { StartFlags } from "./run.ts";

/** Sets up if needed and starts services. */
export const startCommand = buildCommand<StartFlags, string[], TaskContext>({
  docs: {
    brief: BRIEFS.start,
    fullDescription: [
      "Sets up the environment if it is not current, starts all services that",
      "workspace.ts declares (or those named, with those that they depend on),",
      "waits until each is ready, opens their pages in the browser and prints the",
      "addresses. Services that are already running are left alone. If one fails,",
      "no further one is started, and those that are not ready are stopped.",
      "Missing secrets are prompted for on a terminal, where Enter skips one;",
      "otherwise they are listed.",
      "",
      "Modes: background returns when all services answer; tmux runs each service",
      "in its own tmux session (see attach); foreground prints the merged logs",
      "until Ctrl-C stops everything.",
      "",
      "Examples:",
      `  ${HEARTH} start`,
      `  ${HEARTH} start server --port server=8000 --no-open`,
      `  ${HEARTH} start --mode foreground`,
      `  ${HEARTH} start --all`,
      `  ${HEARTH} start --ollama`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      mode: {
        ...modeFlag,
        brief: "Where the services run",
        default: "background",
      },
      open: {
        kind: "boolean",
        brief: "Open pages in the browser",
        default: true,
      },
      port: {
        kind: "parsed",
        parse: parsePortFlag,
        brief: "Preferred port for a service, for instance server=8000",
        placeholder: "NAME=N",
        variadic: true,
        optional: true,
      },
      strictPorts: switchFlag(
        "Fail if a port is taken, instead of using the next free one",
      ),
      ollama: switchFlag(
        'Also run "ollama serve", unless a server is running',
      ),
      all: switchFlag("Also start the services that are optional"),
      json: jsonFlag,
    },
    positional: serviceNames,
  },
  loader: async () => (await import("./run.ts")).start,
});
