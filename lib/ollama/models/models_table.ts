/**
 * The server's models for people.
 *
 * @module
 */
import { inColumns } from "../../core/text/columns.ts";
import { formatAge } from "../../core/text/format_age.ts";
import { formatBytes } from "../../core/text/format_bytes.ts";
import type { ChosenModel, OllamaModel } from "../check/ollama_state.ts";

const HEAD = ["  model", "size", "family", "quantization", "modified"];

/** One line a model, in columns, with an asterisk for the chosen one. */
export function modelsTable(
  models: readonly OllamaModel[],
  { chosen, now }: {
    readonly chosen: ChosenModel | null;
    readonly now: number;
  },
): string {
  return inColumns([
    HEAD,
    ...models.map((model) => [
      `${model.name === chosen?.name ? "*" : " "} ${model.name}`,
      model.remoteHost === null
        ? formatBytes(model.size)
        : `on ${model.remoteHost}`,
      [model.family, model.parameters].filter(Boolean).join(" "),
      model.quantization,
      `${formatAge(now - Date.parse(model.modified))} ago`,
    ]),
  ]);
}
