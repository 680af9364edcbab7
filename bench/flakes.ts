/**
 * How long flakes take to be parsed and evaluated for four systems, anew and
 * unchanged: those of `tests/flakes`, and histories made for the purpose.
 *
 *     deno run -A bench/flakes.ts [--rounds N] [--commits 170,2000] [--json]
 *
 * The floor is as many bare `nix eval` of one small flake as there are
 * revisions, in as many processes at a time as there are cores. Memory is the
 * largest resident size of Hearth itself; GNU time measures it.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { nixConfig } from "../lib/nix/nix_config.ts";
import { flake } from "../tests/flake_repository.ts";
import { syntheticHistory } from "../tests/synthetic_history.ts";
import { tempWorkspace } from "../tests/temp_workspace.ts";
import { summarize } from "./measure.ts";
import { progress } from "./progress.ts";

/** One way to run flakes, and what it took. */
interface Row {
  readonly what: string;
  readonly revisions: number;
  /** Milliseconds, round by round. */
  readonly cold: number[];
  readonly unchanged: number[];
  readonly floor: number[];
  /** Megabytes. */
  readonly memory: number[];
}

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    commits: { type: "string", default: "170" },
    json: { type: "boolean", default: false },
  },
});
const rounds = Number(flags.rounds);

await using workspace = await tempWorkspace();
const config = `${workspace.home}/nix.conf`;
await Deno.writeTextFile(config, nixConfig());
await Deno.mkdir(`${workspace.home}/bare`);
await Deno.writeTextFile(`${workspace.home}/bare/flake.nix`, flake());

const rows: Row[] = [await measured("tests/flakes", [])];
for (const count of flags.commits.split(",").map(Number)) {
  const root = await syntheticHistory(workspace, count);
  rows.push(
    await measured(`${count} commits`, ["--history", root]),
  );
}
if (flags.json) print(JSON.stringify({ rounds, rows }));
else rows.forEach(printRow);

async function measured(what: string, args: string[]): Promise<Row> {
  const command = [
    ...["flakes", "--tier", "evaluate", "--nixpkgs", "host", "--json"],
    ...args,
  ];
  const row: Row = {
    ...{ what, revisions: await countOf(command) },
    ...{ cold: [], unchanged: [], floor: [], memory: [] },
  };
  for (let round = 1; round <= rounds; round++) {
    await forget();
    row.cold.push((await timed(command)).ms);
    const { ms, memory } = await timed(command);
    row.unchanged.push(ms);
    row.memory.push(memory);
    row.floor.push(await floorOf(row.revisions));
    progress(round, rounds);
  }
  return row;
}

/** Drops results, not the package set that was made ready. */
async function forget(): Promise<void> {
  for (const kind of ["looks", "evaluations"]) {
    const folder = workspace.path(".hearth/flakes", kind);
    await Deno.remove(folder, { recursive: true });
  }
}

async function countOf(args: string[]): Promise<number> {
  const { stdout, stderr } = await workspace.run(args);
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout).revisions.length;
}

async function timed(
  args: string[],
): Promise<{ ms: number; memory: number }> {
  const main = [Deno.execPath(), "run", "-A", workspace.path("main.ts")];
  const begun = performance.now();
  const { code, stderr } = await workspace.exec(
    ["/usr/bin/env", "time", "-f", "%M", ...main, ...args],
  );
  const ms = performance.now() - begun;
  if (code !== 0) throw new Error(stderr);
  const kilobytes = Number(stderr.trim().split("\n").at(-1));
  return { ms, memory: kilobytes / 1024 };
}

/** Bare Nix, once for each revision, on every core. */
async function floorOf(revisions: number): Promise<number> {
  const fixture = workspace.path("tests/nixpkgs");
  const script = `seq ${revisions} | xargs -P ${navigator.hardwareConcurrency} \
    -I UNUSED nix eval --json path:${workspace.home}/bare#devShells \
    --no-write-lock-file --override-input nixpkgs path:${fixture} \
    --apply 'builtins.mapAttrs (a: builtins.mapAttrs (b: s: s.drvPath))'`;
  const begun = performance.now();
  const { code, stderr } = await workspace.exec(["sh", "-c", script], {
    env: { NIX_USER_CONF_FILES: config },
  });
  if (code !== 0) throw new Error(stderr);
  return performance.now() - begun;
}

function printRow({ what, revisions, ...times }: Row): void {
  const of = (name: "cold" | "unchanged" | "floor" | "memory"): string => {
    const { median, spread } = summarize(name, times[name]);
    return `${median.toFixed(0)} ± ${spread.toFixed(0)}`;
  };
  print(
    `${what} (${revisions} revisions × 4 systems): cold ${of("cold")} ms, ` +
      `unchanged ${of("unchanged")} ms, bare Nix for one system ` +
      `${of("floor")} ms, memory ${of("memory")} MB`,
  );
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
