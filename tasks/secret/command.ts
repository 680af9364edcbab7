/**
 * `secret` as typed: its commands, flags and help.
 *
 * @module
 */
import { buildCommand, buildRouteMap } from "@stricli/core";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { jsonFlag, switchFlag } from "../shared/shared_flags.ts";
import type { NoFlags } from "./run.ts";
import type { CheckFlags } from "./check.ts";
import type { ImportFlags } from "./import.ts";
import type { ListFlags } from "./list.ts";
import type { SetFlags } from "./set.ts";

const words = (brief: string, placeholder: string) =>
  ({
    kind: "array",
    parameter: { brief, parse: String, placeholder },
  }) as const;

const oneWord = (brief: string, placeholder: string) =>
  ({
    kind: "tuple",
    parameters: [{ brief, parse: String, placeholder }],
  }) as const;

const ask = buildCommand<NoFlags, string[], TaskContext>({
  docs: {
    brief: "Ask for what is declared and missing, or for the named ones",
    fullDescription: [
      "Asks for each secret that workspace.ts declares and no one has set yet,",
      "hidden, and keeps it in .env. Enter skips one, Ctrl-C ends.",
      "",
      "Examples:",
      "  deno task secret",
      "  deno task secret OPENAI_API_KEY",
    ].join("\n"),
  },
  parameters: {
    positional: words("Secrets to ask for, set or not", "NAME"),
  },
  loader: async () => (await import("./ask.ts")).ask,
});

const set = buildCommand<SetFlags, string[], TaskContext>({
  docs: {
    brief: "Set one: asked for, or read from standard input",
    fullDescription: [
      "Takes the value hidden from the terminal, or else from standard input,",
      "less one line end at its end; never from the command line.",
      "",
      "Examples:",
      "  deno task secret set API_KEY",
      "  deno task secret set SSH_KEY <key.pem",
    ].join("\n"),
  },
  parameters: {
    flags: { keep: switchFlag("Leave a value alone that is set already") },
    positional: words("Variable that holds the secret", "NAME"),
  },
  loader: async () => (await import("./set.ts")).set,
});

const get = buildCommand<NoFlags, [string], TaskContext>({
  docs: {
    brief: "Print one value",
    fullDescription: "Example: deno task secret get API_KEY | pbcopy",
  },
  parameters: { positional: oneWord("Variable that holds it", "NAME") },
  loader: async () => (await import("./get.ts")).get,
});

const list = buildCommand<ListFlags, [], TaskContext>({
  docs: {
    brief: "What is set, what is missing, where it comes from",
    fullDescription: [
      "Lists the declared secrets and what else is in .env; values are",
      "masked. What is exported in the environment wins over .env.",
      "",
      "Example: deno task secret list --json",
    ].join("\n"),
  },
  parameters: { flags: { json: jsonFlag } },
  loader: async () => (await import("./list.ts")).list,
});

const unset = buildCommand<NoFlags, string[], TaskContext>({
  docs: {
    brief: "Remove from .env",
    fullDescription: "Example: deno task secret unset API_KEY",
  },
  parameters: { positional: words("Variables to remove", "NAME") },
  loader: async () => (await import("./unset.ts")).unset,
});

const check = buildCommand<CheckFlags, [], TaskContext>({
  docs: {
    brief: "Find what is missing, malformed, or where others can read it",
    fullDescription: [
      "Looks for missing and malformed values, for an .env that git tracks or",
      "does not ignore or that other users can read, and for values that are",
      "in tracked files, in notebooks or anywhere in git's history.",
      "",
      "Examples:",
      "  deno task secret check",
      "  deno task secret check --fix --live",
    ].join("\n"),
  },
  parameters: {
    flags: {
      fix: switchFlag("Fix the mode of .env and .gitignore without asking"),
      live: switchFlag("Ask the declared servers whether the values work"),
      json: jsonFlag,
    },
  },
  loader: async () => (await import("./check.ts")).check,
});

const run = buildCommand<NoFlags, string[], TaskContext>({
  docs: {
    brief: "Run a command that finds the values in its environment",
    fullDescription: [
      "Gives the values of .env to this command only. .venv/bin comes first on",
      "PATH; the command's exit code is passed on.",
      "",
      "Example: deno task secret run -- python train.py --epochs 3",
    ].join("\n"),
  },
  parameters: { positional: words("Command and its arguments", "CMD") },
  loader: async () => (await import("./run.ts")).run,
});

const importFile = buildCommand<ImportFlags, [string], TaskContext>({
  docs: {
    brief: "Take over the variables of another file",
    fullDescription: [
      "Reads NAME=value lines as python-dotenv does and sets them all at once.",
      "What has another value already is kept, and named.",
      "",
      "Examples:",
      "  deno task secret import ../other/.env",
      "  pass show team/env | deno task secret import -",
    ].join("\n"),
  },
  parameters: {
    flags: { overwrite: switchFlag("Replace values that differ") },
    positional: oneWord('File to read, "-" for standard input', "FILE"),
  },
  loader: async () => (await import("./import.ts")).importFile,
});

/** Keeps keys and passwords. */
export const secretCommand = buildRouteMap({
  routes: { ask, set, get, list, unset, check, run, import: importFile },
  defaultCommand: "ask",
  docs: {
    brief: "Ask for keys and passwords, keep them in .env",
    fullDescription: [
      "Without a command, asks for the secrets that workspace.ts declares and",
      "that are missing. They are kept in .env, for its owner only.",
      "",
      "Examples:",
      "  deno task secret",
      "  deno task secret list",
    ].join("\n"),
  },
});
