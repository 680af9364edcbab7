/**
 * Writes the table of docs/bench.md that says which changes `bench` detects:
 *
 *     deno run -A --lock=tests/deno.lock tools/power_docs.ts
 *
 * @module
 */
import { join } from "node:path";
import {
  firstLooks,
  readRecordings,
  recordingsIn,
} from "../lib/bench/statistics/recordings.ts";
import { percent } from "../lib/bench/report/table.ts";
import {
  type StudiedRecording,
  studyReports,
} from "../lib/bench/statistics/study_reports.ts";
import { table } from "../lib/actions/markdown.ts";
import { denoSystem } from "../lib/system/deno.ts";

const CHECKOUT = join(import.meta.dirname ?? ".", "..");

/** Where the table is. */
export const DOCS: string = join(CHECKOUT, "docs", "bench.md");

const MACHINES = ["idle", "busy"] as const;
const SLOWDOWNS = [0, 0.02, 0.05, 0.1, 0.2];
const TABLE = /(?<=<!-- power -->\n\n).*?(?=\n*<!-- \/power -->)/s;

/** A gate below what is to be detected. */
const GATE = 0.01;

/** Studies the recordings and returns the page with the current table. */
export async function withPowerTable(page: string): Promise<string> {
  if (!TABLE.test(page)) throw new Error(`No place for the table in ${DOCS}`);
  const system = denoSystem();
  const paths = { root: CHECKOUT, kit: CHECKOUT };
  const files = (await recordingsIn({ system, paths }))
    .filter((file) => MACHINES.some((name) => file.includes(`/${name}-`)))
    .filter((file) => !file.endsWith("-in-turn.json"));
  const reports = await readRecordings(system, files);
  const roundsOf = await firstLooks({ system, paths }, reports);
  const options = { gate: GATE, runs: 1000, slowdowns: SLOWDOWNS, roundsOf };
  const studied = studyReports(reports, options);
  return page.replace(TABLE, () => powerMarkdown(studied));
}

/** A row for each figure and measure, with both machines in each cell. */
function powerMarkdown(studied: readonly StudiedRecording[]): string {
  const figures = Map.groupBy(
    studied,
    ({ suite, title, of }) => `${suite}: ${title} | ${of}`,
  );
  const rows = [...figures].toSorted().map(([figure, rows]) => {
    const cell = (text: (row: StudiedRecording) => string): string =>
      MACHINES.map((name) => {
        const row = rows.find(({ recording }) => recording.startsWith(name));
        return row === undefined ? "–" : text(row);
      }).join(" / ");
    return [
      figure,
      ...SLOWDOWNS.map((_, at) =>
        cell(({ cells }) => {
          const { slower = 0, runs = 1 } = cells[at] ?? {};
          return (100 * slower / runs).toFixed(slower === 0 ? 0 : 1);
        })
      ),
      cell(({ detectable }) => percent(detectable)),
    ];
  });
  const heads = SLOWDOWNS.map((slowdown) =>
    slowdown === 0 ? "no change" : `+${percent(slowdown)}`
  );
  return table([["figure", "of", ...heads, "detects"], ...rows]);
}

if (import.meta.main) {
  const page = await Deno.readTextFile(DOCS);
  await Deno.writeTextFile(DOCS, await withPowerTable(page));
  const fmt = new Deno.Command(Deno.execPath(), { args: ["fmt", "-q", DOCS] });
  await fmt.output();
}
