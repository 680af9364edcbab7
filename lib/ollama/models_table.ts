/**
 * The server's models for people.
 *
 * @module
 */
import { formatBytes } from "../format_bytes.ts";
import { age } from "../services/status_report.ts";
import type { ChosenModel, OllamaModel } from "./ollama_state.ts";

const HEAD = ["  model", "size", "family", "quantisation", "modified"];

/** One line a model, in columns, with an asterisk for the chosen one. */
export function modelsTable(
  models: readonly OllamaModel[],
  chosen: ChosenModel | null,
  now: number,
): string {
  const rows = [
    HEAD,
    ...models.map((model) => [
      `${model.name === chosen?.name ? "*" : " "} ${model.name}`,
      model.remoteHost === null
        ? formatBytes(model.size)
        : `on ${model.remoteHost}`,
      [model.family, model.parameters].filter(Boolean).join(" "),
      model.quantization,
      `${age(now - Date.parse(model.modified))} ago`,
    ]),
  ];
  const widths = HEAD.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0))
  );
  return rows.map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")
      .trimEnd()
  ).join("\n");
}
