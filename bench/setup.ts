/**
 * How long it takes to fill `.venv` from the lock, against `uv venv` and
 * `uv pip sync` by themselves.
 *
 *     deno run -A bench/setup.ts [--rounds N] [--cold-rounds N] [--json]
 *
 * Both install the project's own lock for the same Python, each as a whole
 * process. With a warm cache uv only links what it has; with a cold one it
 * downloads and unpacks everything: that comparison needs the network, and
 * `--cold-rounds 0` leaves it out.
 *
 * @module
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { tempWorkspace } from "../tests/temp_workspace.ts";
import { interleave, type Variant } from "./measure.ts";
import { printComparison } from "./print_comparison.ts";
import { progress } from "./progress.ts";

/** What a terminal would do without Hearth. */
const BARE = 'uv venv --quiet --python "$0" bare && ' +
  "uv pip sync --quiet --require-hashes --python bare/bin/python requirements.lock";

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "10" },
    "cold-rounds": { type: "string", default: "5" },
    json: { type: "boolean", default: false },
  },
});

await using workspace = await tempWorkspace({ kind: "full" });
// An active environment's settings are no part of the comparison.
const env = { PIP_FIND_LINKS: "", UV_CACHE_DIR: join(workspace.home, "uv") };
await hearth();
const stamp = workspace.path(".venv", "hearth.json");
const python: string =
  JSON.parse(await Deno.readTextFile(stamp)).interpreter.path;

const variants: readonly Variant[] = [
  { name: "hearth", run: hearth },
  { name: "bare", run: bare },
];
const warm = await measure(variants, Number(flags.rounds));
const coldRounds = Number(flags["cold-rounds"]);
const cold = coldRounds === 0 ? undefined : await measure(
  variants.map(({ name, run }) => ({
    name,
    run: async () => {
      await remove(env.UV_CACHE_DIR);
      return await run();
    },
  })),
  coldRounds,
);
printComparison({
  "hydrate, uv's cache warm": warm,
  ...(cold && { "hydrate, uv's cache cold": cold }),
}, { base: "bare", json: flags.json });

async function measure(
  measured: readonly Variant[],
  rounds: number,
): Promise<[string, readonly number[]][]> {
  const results = await interleave(measured, {
    rounds,
    onRound: (round) => progress(round, rounds),
  });
  return results.map(({ name, times }) => [name, times]);
}

async function hearth(): Promise<number> {
  await remove(workspace.path(".hearth"));
  await remove(workspace.path(".venv"));
  return await timed(() => workspace.run(["setup", "--locked"], { env }));
}

async function bare(): Promise<number> {
  await remove(workspace.path("bare"));
  return await timed(() => workspace.exec(["sh", "-c", BARE, python], { env }));
}

/** Times a whole process, which has to succeed. */
async function timed(
  run: () => Promise<{ readonly code: number; readonly stderr: string }>,
): Promise<number> {
  const begun = performance.now();
  const { code, stderr } = await run();
  const took = performance.now() - begun;
  if (code !== 0) throw new Error(stderr);
  return took;
}

async function remove(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}
