/**
 * Names that a command line may hold and that only a look can tell.
 *
 * @module
 */
import { suitesOf } from "../../bench/sampling/load_suites.ts";
import { loadWorkspace } from "../../workspace/load_workspace.ts";
import { checkOllama } from "../../ollama/check/check_ollama.ts";
import { ollamaSettings } from "../../ollama/check/ollama_settings.ts";
import type { Context } from "../../core/context.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";

/** Milliseconds that Ollama has: somebody waits with a finger on Tab. */
const TIMEOUT_MS = 150;

/** What the arguments of a task name. */
const NAMED: Readonly<Record<string, "services" | "secrets" | "suites">> = {
  start: "services",
  stop: "services",
  restart: "services",
  status: "services",
  logs: "services",
  attach: "services",
  open: "services",
  secret: "secrets",
  bench: "suites",
};

/** The part of the machine that names are read from. */
/** What these functions use of the machine. */
type Ports = "fs" | "env" | "net" | "clock";

/**
 * Names that can stand for the last of the words; none for flags, and for what
 * a flag is given.
 *
 * @param words what was typed after `hearth`, the last one unfinished
 */
export async function liveNames(
  context: Context<Ports>,
  words: readonly string[],
): Promise<string[]> {
  const { system, paths } = context;
  const [task = "", sub] = words;
  const partial = words.at(-1) ?? "";
  const before = words.at(-2) ?? "";
  if (words.length < 2 || partial.startsWith("-")) return [];
  const isModel = task === "ollama" &&
    (before === "--model" || words.length > 2 && sub === "pull");
  if (!isModel && before.startsWith("--")) return [];
  const workspace = await loadWorkspace(context);
  const names = isModel
    ? await models({ system, paths, workspace })
    : await namesOf({ system, paths, workspace }, task);
  return names.filter((name) =>
    name.startsWith(partial) && !words.slice(1, -1).includes(name)
  );
}

async function namesOf(
  { system, paths, workspace }: WorkspaceContext<"fs">,
  task: string,
): Promise<string[]> {
  switch (NAMED[task]) {
    case "services":
      return workspace.services.map(({ name }) => name);
    case "secrets":
      return Object.keys(workspace.secrets);
    case "suites":
      return [...(await suitesOf(system, paths)).keys()];
    default:
      return [];
  }
}

async function models(
  context: WorkspaceContext<Ports>,
): Promise<string[]> {
  const settings = await ollamaSettings(context);
  const state = await checkOllama(context.system, settings, {
    deadline: TIMEOUT_MS,
  });
  const there = state.kind === "up" ? state.models : [];
  const names = [...context.workspace.models, ...there.map(({ name }) => name)];
  return [...new Set(names)];
}
