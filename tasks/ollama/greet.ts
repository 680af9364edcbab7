/**
 * `ollama greet` lets the model say a few words.
 *
 * @module
 */
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { greeting } from "../../lib/ollama/models/greeting.ts";
import { inspectOllama } from "../../lib/ollama/check/inspect_ollama.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Milliseconds that somebody who enters a shell may wait for words. */
const TIMEOUT_MS = 5000;

/** Prints the greeting, or nothing. */
export async function greet(this: TaskContext): Promise<void> {
  const { system, paths, report } = this;
  const workspace = await loadWorkspace(this);
  const state = await inspectOllama({ system, paths, workspace });
  const words = await greeting(system, {
    state,
    workspace: workspace.name,
    patience: TIMEOUT_MS,
  });
  if (words !== undefined) report.result(words);
}
