/**
 * A few words that the model makes.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";
import { askModel } from "./ask_model.ts";
import type { OllamaState } from "../check/ollama_state.ts";
import { printable } from "./printable.ts";

/** Characters after which it has said enough. */
const ENOUGH = 200;

/**
 * A greeting of one line; `undefined` when there is no model, or no words come
 * within the patience.
 *
 * @param workspace Its name
 * @param patience Milliseconds for all of it
 */
export async function greeting(
  system: Pick<System, "terminal">,
  { state, workspace, patience }: {
    readonly state: OllamaState;
    readonly workspace: string;
    readonly patience: number;
  },
): Promise<string | undefined> {
  if (state.kind !== "up" || state.chosen === null) return undefined;
  const signal = AbortSignal.timeout(patience);
  const prompt =
    `Greet anyone who starts to work on "${workspace}" now, in one short, friendly sentence.`;
  let words = "";
  try {
    const { url, chosen: { name: model } } = state;
    for await (const piece of askModel({ url, model, prompt, signal })) {
      words += piece;
      if (words.length > ENOUGH) break;
    }
  } catch {
    // A greeting is not worth an error: what was said until then has to do.
  }
  const line = printable(system, words).replaceAll(/\s+/g, " ").trim();
  return line === "" ? undefined : line.slice(0, ENOUGH);
}
