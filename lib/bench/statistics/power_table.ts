/**
 * What a gate sees, as people read it in a terminal.
 *
 * @module
 */
import { inColumns } from "../../core/text/columns.ts";
import type { StudiedRecording } from "./study_reports.ts";
import { percent } from "../report/table.ts";

/** A row for each recording: percent of runs called slower, by slowdown. */
export function powerTable(
  studied: readonly StudiedRecording[],
  gate: number,
): string {
  const [first] = studied;
  if (first === undefined) return "";
  const runs = first.cells[0]?.runs ?? 0;
  const rows = studied.map(({ suite, title, of, recording, pairs, ...row }) => [
    `${suite}: ${title}${of === "instructions" ? ", instructions" : ""}`,
    recording,
    pairs.join("–"),
    percent(row.detectable),
    ...[row.atDetectable, ...row.cells].map(({ slower, runs }) =>
      (100 * slower / runs).toFixed(1)
    ),
  ]);
  const heads = [
    "figure",
    "recording",
    "pairs",
    "detectable",
    "detected",
    ...first.cells.map(({ slowdown }) => `+${percent(slowdown)}`),
  ];
  const title = `Percentage of ${runs} runs called slower at a gate of ` +
    `${percent(gate)}, by slowdown`;
  return `${title}\n\n${inColumns([heads, ...rows])}`;
}
