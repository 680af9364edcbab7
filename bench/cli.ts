/**
 * How much the commands that have nothing to do, or little, take over a Deno
 * program that is empty.
 *
 *     deno run -A bench/cli.ts [--rounds N] [--json]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { tempWorkspace } from "../tests/temp_workspace.ts";
import { interleave, type Variant } from "./measure.ts";
import { printComparison } from "./print_comparison.ts";
import { progress } from "./progress.ts";

const INPUTS = ["requirements.txt", "requirements.lock"] as const;

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "40" },
    json: { type: "boolean", default: false },
  },
});
const rounds = Number(flags.rounds);

await using workspace = await tempWorkspace({ kind: "full" });
await workspace.write("empty.ts", "");
await timed(workspace.run(["setup", "--locked"]));
const known = [await readInputs()];
await timed(workspace.run(["setup", "--add", "iniconfig"]));
known.push(await readInputs());

const empty = [Deno.execPath(), "run", "-A", "--no-prompt", "empty.ts"];
const variants: readonly Variant[] = [
  { name: "empty program", run: () => timed(workspace.exec(empty)) },
  { name: "--help", run: () => timed(workspace.run(["--help"])) },
  { name: "status", run: () => timed(workspace.run(["status"])) },
  { name: "setup, nothing to do", run: () => timed(workspace.run(["setup"])) },
  { name: "setup, back to a known lock", run: goBack },
];
const results = await interleave(variants, {
  rounds,
  warmup: 2,
  onRound: (round) => progress(round, rounds),
});
printComparison({
  "whole process": results.map(({ name, times }) => [name, times]),
}, { base: "empty program", json: flags.json });

/** The requirements and the lock, by name. */
async function readInputs(): Promise<Record<string, string>> {
  const texts = INPUTS.map(async (name) =>
    [name, await Deno.readTextFile(workspace.path(name))] as const
  );
  return Object.fromEntries(await Promise.all(texts));
}

/** Puts the other known requirements and lock in place and sets up. */
async function goBack(): Promise<number> {
  known.reverse();
  for (const [name, text] of Object.entries(known[0] ?? {})) {
    await workspace.write(name, text);
  }
  return await timed(workspace.run(["setup"]));
}

/** Times a process that has just begun, and has to succeed. */
async function timed(
  result: Promise<{ readonly code: number; readonly stderr: string }>,
): Promise<number> {
  const begun = performance.now();
  const { code, stderr } = await result;
  const took = performance.now() - begun;
  if (code !== 0) throw new Error(stderr);
  return took;
}
