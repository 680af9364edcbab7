/**
 * `ollama greet` lets the model say a few words.
 *
 * @module
 */
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { greeting } from "../../lib/ollama/models/greeting.ts";
import { lookAtOllama } from "../../lib/ollama/check/inspect_ollama.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Milliseconds that somebody who enters a shell may wait for words. */
const PATIENCE = 5000;

/** Prints the greeting, or nothing. */
export async function greet(this: TaskContext): Promise<void> {
  const { system, paths, report } = this;
  const workspace = await loadWorkspace(system, paths);
  const state = await lookAtOllama(system, paths, workspace);
  const words = await greeting(system, state, workspace.name, PATIENCE);
  if (words !== undefined) report.result(words);
}
