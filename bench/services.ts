/**
 * How long starting and stopping takes, against the same programs without
 * Hearth, and against JupyterLab and the app as `pip install` gives them.
 *
 *     deno run -A bench/services.ts [--rounds N] [--json] [--plain PYTHON]
 *
 * `--plain` names the Python of a venv that `pip install -r requirements.txt`
 * made; without it that comparison is left out. Each round starts everything,
 * keeps one kernel busy and stops everything. Hearth is timed as a whole
 * process, the bare programs from their launch.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { startKernel } from "../tests/jupyter_kernel.ts";
import { tempWorkspace } from "../tests/temp_workspace.ts";
import {
  asPipGives,
  type Program,
  programsOf,
  startBare,
  stopBare,
} from "./bare_programs.ts";
import { interleave, type Variant } from "./measure.ts";
import { printComparison } from "./print_comparison.ts";
import { progress } from "./progress.ts";

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "10" },
    json: { type: "boolean", default: false },
    plain: { type: "string" },
  },
});
const rounds = Number(flags.rounds);

const starts = new Map<string, number[]>();
const stops = new Map<string, number[]>();

await using workspace = await tempWorkspace({ kind: "full" });
await hearth("start", "--no-open");
const programs = await programsOf(workspace);
await hearth("stop");

const variants: Variant[] = [
  { name: "hearth", run: roundOfHearth },
  { name: "bare", run: () => roundOf("bare", programs) },
];
if (flags.plain !== undefined) {
  const plain = asPipGives(flags.plain, programs);
  variants.push({
    name: "as pip gives it",
    run: () => roundOf("as pip gives it", plain),
  });
}
await interleave(variants, {
  rounds,
  onRound: (round) => progress(round, rounds),
});

/** What was noted, without the warm-up. */
function noted(times: Map<string, number[]>): [string, number[]][] {
  return [...times].map(([name, taken]) => [name, taken.slice(-rounds)]);
}
printComparison({
  "start → all answer": noted(starts),
  "stop → all gone, one kernel busy": noted(stops),
}, { base: "bare", json: flags.json });

function note(times: Map<string, number[]>, name: string, ms: number): void {
  times.set(name, [...times.get(name) ?? [], ms]);
}

/** Runs a task as a user does; gives the milliseconds of the whole process. */
async function hearth(...args: string[]): Promise<number> {
  const begun = performance.now();
  const { code, stderr } = await workspace.run(args);
  const took = performance.now() - begun;
  if (code !== 0) throw new Error(stderr);
  return took;
}

async function roundOfHearth(): Promise<number> {
  const took = await hearth("start", "--no-open");
  note(starts, "hearth", took);
  const file = workspace.path(".hearth/run/jupyter.json");
  await keepBusy(JSON.parse(await Deno.readTextFile(file)).url);
  note(stops, "hearth", await hearth("stop"));
  return took;
}

async function roundOf(
  name: string,
  { jupyter, server }: { jupyter: Program; server: Program },
): Promise<number> {
  const { pids, tookMs } = await startBare([jupyter, server], {
    cwd: workspace.root,
    mark: name,
  });
  note(starts, name, tookMs);
  const runtime = workspace.path(".hearth/run/jupyter");
  const info = await Deno.readTextFile(`${runtime}/jpserver-${pids[0]}.json`);
  const { url, token } = JSON.parse(info);
  await keepBusy(`${url}lab?token=${token}`);
  note(stops, name, await stopBare(name));
  return tookMs;
}

async function keepBusy(page: string): Promise<void> {
  const kernel = await startKernel(page);
  await kernel.execute("print('busy', flush=True)\nwhile True: pass", /busy/);
  kernel.close();
}
