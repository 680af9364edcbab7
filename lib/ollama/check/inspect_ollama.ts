/**
 * A look at Ollama that others may read about later.
 *
 * @module
 */
import type { Paths } from "../../core/files/paths.ts";
import type { System } from "../../system/mod.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { checkOllama, type CheckOptions } from "./check_ollama.ts";
import { rememberOllama } from "./ollama_memory.ts";
import { type OllamaSettings, ollamaSettings } from "./ollama_settings.ts";
import type { OllamaState } from "./ollama_state.ts";

/**
 * Looks at the workspace's Ollama and notes what it saw; `ollamaLine()` puts
 * it into one sentence. Takes as long as the deadline at most.
 */
export async function inspectOllama(
  system: Pick<System, "fs" | "net" | "env" | "clock">,
  paths: Paths,
  workspace: Pick<Workspace, "env" | "models">,
  options: CheckOptions = {},
): Promise<OllamaState> {
  const settings = await ollamaSettings(system, paths, workspace);
  return await inspectBySettings(system, paths, settings, options);
}

/** The same for callers that have the settings already. */
export async function inspectBySettings(
  system: Pick<System, "fs" | "net" | "clock">,
  paths: Paths,
  settings: OllamaSettings,
  options: CheckOptions,
): Promise<OllamaState> {
  const state = await checkOllama(system, settings, options);
  // What cannot be noted was seen all the same.
  await rememberOllama(system, paths, state).catch(() => undefined);
  return state;
}
