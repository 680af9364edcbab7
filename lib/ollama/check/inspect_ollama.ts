/**
 * A look at Ollama that others may read about later.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { checkOllama, type CheckOptions } from "./check_ollama.ts";
import { rememberOllama } from "./ollama_memory.ts";
import { type OllamaSettings, ollamaSettings } from "./ollama_settings.ts";
import type { OllamaState } from "./ollama_state.ts";

/**
 * Looks at the workspace's Ollama and notes what it saw; `ollamaLine()` puts
 * it into one sentence. Takes as long as the deadline at most.
 */
export async function inspectOllama(
  context: WorkspaceContext<"fs" | "net" | "env" | "clock", "env" | "models">,
  options: CheckOptions = {},
): Promise<OllamaState> {
  const settings = await ollamaSettings(context);
  return await inspectBySettings(context, settings, options);
}

/** The same for callers that have the settings already. */
export async function inspectBySettings(
  context: Context<"fs" | "net" | "clock">,
  settings: OllamaSettings,
  options: CheckOptions,
): Promise<OllamaState> {
  const state = await checkOllama(context.system, settings, options);
  // What cannot be noted was seen all the same.
  await rememberOllama(context, state).catch(() => undefined);
  return state;
}
