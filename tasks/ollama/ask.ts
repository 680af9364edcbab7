/**
 * `ollama ask` prints a model's answer as it comes.
 *
 * @module
 */
import { askModel } from "../../lib/ollama/models/ask_model.ts";
import { composePrompt } from "../../lib/ollama/models/compose_prompt.ts";
import { printable } from "../../lib/ollama/models/printable.ts";
import { requireModel } from "../../lib/ollama/check/require_ollama.ts";
import { useOllama } from "../../lib/ollama/check/use_ollama.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `ollama ask`. */
export interface AskFlags {
  readonly model?: string;
  readonly json: boolean;
}

/** Asks and prints. */
export async function ask(
  this: TaskContext,
  { model: wished, json }: AskFlags,
  ...words: string[]
): Promise<void> {
  const { system, report } = this;
  const { terminal, clock } = system;
  const prompt = await composePrompt(system, words, { report });
  // Not before: standard input that never ends must not outlive Ctrl-C.
  const { signal } = this;
  const { state } = await useOllama(this);
  const model = wished ?? requireModel(state);
  if (!wished && state.wanted !== null) {
    report.note(`${state.wanted} is not installed: asking ${model}`);
  }
  const begun = clock.elapsed();
  let answer = "";
  let firstMs: number | null = null;
  // Ends when the first words come: they share the terminal.
  const stage = report.stage(`Asking ${model}`);
  const pieces = askModel({ url: state.url, model, prompt, signal });
  try {
    for await (const piece of pieces) {
      if (piece === "") continue;
      if (firstMs === null) {
        firstMs = Math.round(clock.elapsed() - begun);
        stage.done("answers");
      }
      answer += piece;
      if (!json && !terminal.writeOut(printable(system, piece))) return;
    }
  } catch (error) {
    if (firstMs === null) stage.failed();
    else if (!json) terminal.writeOut("\n");
    throw error;
  }
  if (firstMs === null) stage.done("empty answer");
  if (json) {
    const ms = Math.round(clock.elapsed() - begun);
    const result = JSON.stringify({ model, answer, firstMs, ms });
    report.result(printable(system, result));
  } else if (!answer.endsWith("\n")) terminal.writeOut("\n");
}
