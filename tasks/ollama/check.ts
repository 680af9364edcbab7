/**
 * `ollama` alone reports whether the server is there and which model answers.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { exitCodeOf } from "../../lib/core/describe_error.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { inspectOllama } from "../../lib/ollama/check/inspect_ollama.ts";
import { whereLoaded } from "../../lib/ollama/check/ollama_line.ts";
import {
  requireModel,
  requireOllama,
} from "../../lib/ollama/check/require_ollama.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `ollama` alone. */
export interface CheckFlags {
  readonly wait?: number;
  readonly json: boolean;
}

/** Prints the server and the model, or what to do about it. */
export async function check(
  this: TaskContext,
  { wait, json }: CheckFlags,
): Promise<void> {
  const { system, paths, report } = this;
  const workspace = await loadWorkspace(this);
  const state = await inspectOllama({ system, paths, workspace }, {
    ...(wait !== undefined && { deadline: wait * 1000 }),
  });
  if (json) report.result(JSON.stringify(state));
  try {
    const running = await requireOllama(system, state);
    const { version, url, chosen, wanted } = running;
    if (!json) report.result(`Ollama ${version} at ${url}`);
    const model = requireModel(running);
    if (json || chosen === null) return;
    report.result(`Model ${model}, ${whereLoaded(chosen)}`);
    if (wanted !== null) {
      report.note(
        `${wanted} is not installed. To get it: ${HEARTH} ollama pull ${wanted}`,
      );
    }
  } catch (error) {
    if (!json) throw error;
    this.process.exitCode = exitCodeOf(error);
  }
}
