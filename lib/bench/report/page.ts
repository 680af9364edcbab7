/**
 * Results as one HTML page that needs nothing else.
 *
 * @module
 */
import { escapeMarkup } from "../../core/text/escape_markup.ts";
import type { FigureReport, Report } from "./report.ts";
import {
  comparisonText,
  milliseconds,
  overText,
  percent,
  ratioText,
  verdictText,
} from "./table.ts";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 56rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 2rem }
th, td { text-align: right; padding: .2rem .6rem; border-bottom: 1px solid #8884 }
th:first-child, td:first-child { text-align: left }
td { font-variant-numeric: tabular-nums }
tr.hearth { font-weight: 600 }
svg { max-width: 100%; height: auto }
.missed { color: #c92a2a }
`;

/** Writes the page; `svg` is the chart of the same results. */
export function page(report: Report, svg: string): string {
  const { machine, begun, commit, notes, figures, against } = report;
  const facts: Record<string, string> = {
    Machine: `${machine.cpu}, ${machine.cores} cores, ` +
      `${(machine.memory / 2 ** 30).toFixed(1)} GiB`,
    System: `${machine.os} ${machine.arch}`,
    ...(machine.load !== undefined && { "Load at start": `${machine.load}` }),
    Begun: begun,
    ...(commit !== undefined && { Commit: commit }),
    Programs: Object.entries(machine.programs)
      .map((pair) => pair.join(" ")).join(", "),
  };
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Benchmarks</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Benchmarks</h1>
<p>Medians of whole processes, run in turn on one machine. Whiskers hold the
middle half of the rounds; × is how many times as long as the floor it takes,
with its 95 % interval.</p>
${against ? `<p>${escapeMarkup(gateText(against))}</p>` : ""}
<figure>${svg}</figure>
${figures.map((figure) => section(figure, against?.gate)).join("\n")}
<h2>How it was measured</h2>
<dl>${
    Object.entries(facts).map(([name, value]) =>
      `<dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(value)}</dd>`
    ).join("")
  }</dl>
${notes.map((note) => `<p>${escapeMarkup(note)}</p>`).join("\n")}
<script type="application/json" id="report">${
    JSON.stringify(report).replaceAll("<", "\\u003c")
  }</script>
</body>
</html>
`;
}

/** What the gate means, in one sentence. */
function gateText(
  { ref, gate, alpha }: NonNullable<Report["against"]>,
): string {
  return `Compared with ${ref}. A slowdown of more than ${
    percent(gate)
  } fails` +
    (alpha === undefined
      ? "."
      : `; at most ${percent(alpha)} of runs fail wrongly.`);
}

function section(
  { suite, title, floor, variants, budgets, counter }: FigureReport,
  gate?: number,
): string {
  const rows = variants.map(({ name, kind, median, spread, over, ...rest }) => {
    const { ratio, comparison } = rest;
    const cells = [
      escapeMarkup(name),
      milliseconds(median),
      `± ${milliseconds(spread)}`,
      ...(name === floor ? ["", ""] : [
        comparison ? comparisonText(comparison) : ratioText(ratio),
        overText({ median, over, ...rest }),
      ]),
      ...(gate === undefined
        ? []
        : [comparison ? escapeMarkup(verdictText(comparison, gate)) : ""]),
    ];
    return `<tr class="${kind}">${
      cells.map((cell) => `<td>${cell}</td>`).join("")
    }</tr>`;
  });
  const judged = budgets.map(({ variant, of, over, ratio, found, held }) => {
    const limit = over === undefined
      ? `${found.toFixed(2)} × ${of}, at most ${ratio}`
      : `${milliseconds(found)} over ${of}, at most ${milliseconds(over)}`;
    return `<p class="${held ? "held" : "missed"}">${
      held ? "Held" : "Missed"
    }: ${escapeMarkup(`${variant} takes ${limit}`)}</p>`;
  });
  const heads = gate === undefined
    ? ["", "median", "spread", "times the floor", "above it"]
    : ["", "median", "spread", "ratio", "difference", "verdict"];
  return `<h2>${escapeMarkup(`${suite}: ${title}`)}</h2>
<table><thead><tr>${
    heads.map((head) => `<th>${head}</th>`).join("")
  }</tr></thead><tbody>${rows.join("\n")}</tbody></table>
${judged.join("\n")}
${counter === undefined ? "" : countTable(counter, variants, gate ?? 0)}`;
}

/** Instructions of the same work, by variant. */
function countTable(
  counter: string,
  variants: FigureReport["variants"],
  gate: number,
): string {
  const rows = variants.flatMap(({ name, instructions }) => {
    if (instructions === undefined) return [];
    const { median, comparison } = instructions;
    const cells = [
      name,
      Math.round(median).toLocaleString("en"),
      ...(comparison
        ? [comparisonText(comparison, 4), verdictText(comparison, gate)]
        : ["", ""]),
    ];
    return `<tr>${
      cells.map((cell) => `<td>${escapeMarkup(cell)}</td>`).join("")
    }</tr>`;
  });
  const heads = [`counted by ${counter}`, "instructions", "ratio", "verdict"];
  return `<table><thead><tr>${
    heads.map((head) => `<th>${escapeMarkup(head)}</th>`).join("")
  }</tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
}
