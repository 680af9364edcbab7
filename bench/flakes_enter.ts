/**
 * How long the tiers enter and smoke take for every flake of `tests/flakes`, and
 * which shells take longest.
 *
 *     deno run -A bench/flakes_enter.ts [--json] [-- FLAGS OF flakes]
 *
 * What the shells need is built by the first run, and measured with it: run it
 * twice. The floor is the shortest, confinement and Nix without any package.
 *
 * @module
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { FlakesReport, Result } from "../lib/flakes/result.ts";

/** Root of the checkout that this file is in. */
const CHECKOUT = join(import.meta.dirname ?? "", "..");

/** A tier of a shell and what it took. */
interface Row {
  readonly what: string;
  readonly result: Result;
}

/** How many of the slowest are told. */
const SLOWEST = 5;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});

const begun = performance.now();
const rows = rowsOf(await flakes());
const wall = performance.now() - begun;

const ran = rows.filter(({ result }) => result.status !== "skipped");
const slowest = ran.toSorted((a, b) => b.result.ms - a.result.ms)
  .slice(0, SLOWEST);
const fastest = ran.toSorted((a, b) => a.result.ms - b.result.ms)[0];
const failed = ran.filter(({ result }) => result.status === "failed");

if (flags.json) {
  print(JSON.stringify({ wall, ran: ran.length, slowest, fastest, failed }));
} else {
  print(
    `${ran.length} tiers of shells in ${
      seconds(wall)
    }, ${failed.length} failed`,
  );
  for (const row of slowest) printRow(row);
  if (fastest !== undefined) printRow({ ...fastest, what: "shortest" });
}

/** Runs every tier of every shell, anew. */
async function flakes(): Promise<FlakesReport> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-prompt",
      "main.ts",
      "flakes",
      "--json",
      "--nixpkgs",
      "host",
      "--tier",
      "smoke",
      "--no-cache",
      ...positionals,
    ],
    cwd: CHECKOUT,
    stderr: "inherit",
  }).output();
  return JSON.parse(new TextDecoder().decode(stdout));
}

function rowsOf({ revisions }: FlakesReport): Row[] {
  return revisions.flatMap(({ name, shells }) =>
    shells.flatMap(({ system, enter, smoke }) => [
      ...(enter ? [{ what: `${name} ${system} enter`, result: enter }] : []),
      // An expect.json without services takes no time at all.
      ...(smoke && smoke.ms > 100
        ? [{ what: `${name} ${system} smoke`, result: smoke }]
        : []),
    ])
  );
}

function printRow({ what, result }: Row): void {
  print(`  ${seconds(result.ms).padStart(9)}  ${what}  ${result.status}`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
