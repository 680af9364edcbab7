/**
 * `ollama models` lists the server's models.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { modelsTable } from "../../lib/ollama/models/models_table.ts";
import { useOllama } from "../../lib/ollama/check/use_ollama.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `ollama models`. */
export interface ModelsFlags {
  readonly json: boolean;
}

/** Prints the models, the newest first. */
export async function models(
  this: TaskContext,
  { json }: ModelsFlags,
): Promise<void> {
  const { system, report } = this;
  const { state } = await useOllama(this);
  const { models: list, chosen, wanted } = state;
  if (json) {
    report.result(JSON.stringify({ models: list }));
  } else if (list.length > 0) {
    report.result(modelsTable(list, { chosen, now: system.clock.now() }));
  } else {
    report.note(
      `No models yet. To get one: ${HEARTH} ollama pull ${wanted ?? "MODEL"}`,
    );
  }
}
