/**
 * `secret` as typed: its commands, flags and help.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
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
    brief: "Prompt for missing secrets, or for those named",
    fullDescription: [
      "Prompts for each secret that workspace.ts declares and that is not set, with",
      "hidden input, and saves it in .env. Enter skips one, Ctrl-C exits.",
      "",
      "Examples:",
      `  ${HEARTH} secret`,
      `  ${HEARTH} secret OPENAI_API_KEY`,
    ].join("\n"),
  },
  parameters: {
    positional: words("Secrets to prompt for, even if already set", "NAME"),
  },
  loader: async () => (await import("./ask.ts")).ask,
});

const set = buildCommand<SetFlags, string[], TaskContext>({
  docs: {
    brief: "Set one secret, from a prompt or standard input",
    fullDescription: [
      "Prompts for the value with hidden input, or reads it from standard input",
      "without its final newline. The value is never a command-line argument.",
      "",
      "Examples:",
      `  ${HEARTH} secret set API_KEY`,
      `  ${HEARTH} secret set SSH_KEY <key.pem`,
    ].join("\n"),
  },
  parameters: {
    flags: { keep: switchFlag("Do nothing if it is already set") },
    positional: words("Name of the secret's variable", "NAME"),
  },
  loader: async () => (await import("./set.ts")).set,
});

const get = buildCommand<NoFlags, [string], TaskContext>({
  docs: {
    brief: "Print one value",
    fullDescription: `Example: ${HEARTH} secret get API_KEY | pbcopy`,
  },
  parameters: { positional: oneWord("Name of the secret's variable", "NAME") },
  loader: async () => (await import("./get.ts")).get,
});

const list = buildCommand<ListFlags, [], TaskContext>({
  docs: {
    brief: "List secrets: set or missing, and their source",
    fullDescription: [
      "Lists the declared secrets and the other variables in .env, with masked",
      "values. Exported environment variables take precedence over .env.",
      "",
      `Example: ${HEARTH} secret list --json`,
    ].join("\n"),
  },
  parameters: { flags: { json: jsonFlag } },
  loader: async () => (await import("./list.ts")).list,
});

const unset = buildCommand<NoFlags, string[], TaskContext>({
  docs: {
    brief: "Remove secrets from .env",
    fullDescription: `Example: ${HEARTH} secret unset API_KEY`,
  },
  parameters: { positional: words("Variables to remove", "NAME") },
  loader: async () => (await import("./unset.ts")).unset,
});

const check = buildCommand<CheckFlags, [], TaskContext>({
  docs: {
    brief: "Find missing, malformed and leaked secrets",
    fullDescription: [
      "Finds missing and malformed values, an .env that git tracks or does not",
      "ignore or that other users can read, and values that are in tracked files,",
      "notebooks or anywhere in git's history.",
      "",
      "Examples:",
      `  ${HEARTH} secret check`,
      `  ${HEARTH} secret check --fix --live`,
    ].join("\n"),
  },
  parameters: {
    flags: {
      fix: switchFlag("Fix the mode of .env and .gitignore without asking"),
      live: switchFlag("Also test each value against its declared URL"),
      json: jsonFlag,
    },
  },
  loader: async () => (await import("./check.ts")).check,
});

const run = buildCommand<NoFlags, string[], TaskContext>({
  docs: {
    brief: "Run a command with the secrets in its environment",
    fullDescription: [
      "Passes the values in .env to this command only, with .venv/bin first on",
      "PATH. Exits with the command's exit code.",
      "",
      `Example: ${HEARTH} secret run -- python train.py --epochs 3`,
    ].join("\n"),
  },
  parameters: { positional: words("Command and its arguments", "CMD") },
  loader: async () => (await import("./run.ts")).run,
});

const importFile = buildCommand<ImportFlags, [string], TaskContext>({
  docs: {
    brief: "Import variables from another file",
    fullDescription: [
      "Reads NAME=value lines as python-dotenv does, and sets them all at once.",
      "Variables that already have another value are kept, and listed.",
      "",
      "Examples:",
      `  ${HEARTH} secret import ../other/.env`,
      `  pass show team/env | ${HEARTH} secret import -`,
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
    brief: "Set and check the keys and passwords in .env",
    fullDescription: [
      "Without a subcommand, prompts for the secrets that workspace.ts declares and",
      "that are missing, and saves them in .env, which only its owner can read.",
      "",
      "Examples:",
      `  ${HEARTH} secret`,
      `  ${HEARTH} secret list`,
    ].join("\n"),
  },
});
