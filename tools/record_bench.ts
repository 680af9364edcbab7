/**
 * Records pairs for `bench power`: every suite of this checkout, measured
 * against itself.
 *
 *     deno run -A --lock=tests/deno.lock tools/record_bench.ts idle [SUITE…]
 *
 * Writes `bench/recordings/NAME-SUITE.json` for each suite, and goes on where
 * one of them fails. On two idle cores all of them take about 40 minutes.
 *
 * @module
 */
// deno-lint-ignore-file no-console -- A program of its own.
import { join } from "node:path";

const CHECKOUT = join(import.meta.dirname ?? ".", "..");

/** No comparison can be sure at this gate, so that every pair is measured. */
const GATE = "0.1%";

/** An eighth of the pairs to record, fewer of what takes long. */
const ROUNDS: Readonly<Record<string, number>> = {
  cli: 10,
  entry: 10,
  shell: 10,
  start: 10,
  stop: 10,
  setup: 5,
  ollama: 5,
  flakes: 3,
  fresh: 3,
  hydrate: 3,
  jupyter: 3,
  chat: 3,
};

/** Five digits of what is no integer: more say nothing. */
function compact(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value)
    ? Number(value.toPrecision(5))
    : value;
}

async function outputOf(
  command: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly text: string }> {
  const { code, stdout } = await new Deno.Command(command, {
    args: [...args],
    cwd: CHECKOUT,
    stderr: "inherit",
  }).output();
  return { code, text: new TextDecoder().decode(stdout) };
}

async function record(name: string, suite: string): Promise<boolean> {
  const begun = performance.now();
  const { code, text } = await outputOf(Deno.execPath(), [
    "run",
    "-A",
    "--no-prompt",
    "--lock=tests/deno.lock",
    "main.ts",
    "bench",
    suite,
    "--against",
    "HEAD",
    "--gate",
    GATE,
    "--json",
    "--rounds",
    `${ROUNDS[suite] ?? 3}`,
  ]);
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  // A false alarm is recorded like any other pair.
  const isComplete = code === 0 || code === 1;
  if (isComplete && text.startsWith("{")) {
    const file = join(CHECKOUT, "bench", "recordings", `${name}-${suite}.json`);
    // Notes name directories of this machine.
    const made = { ...JSON.parse(text), notes: [] };
    const report = JSON.stringify(made, compact);
    await Deno.writeTextFile(file, `${report}\n`);
    console.log(`${suite}: recorded in ${minutes} minutes`);
    return true;
  }
  console.log(`${suite}: failed after ${minutes} minutes`);
  return false;
}

const [name, ...suites] = Deno.args;
if (name === undefined || !/^[a-z]+$/.test(name)) {
  console.error("Usage: tools/record_bench.ts NAME [SUITE…]");
  Deno.exit(2);
}
const changed = await outputOf("git", ["status", "--porcelain", "-uno"]);
if (changed.text.replaceAll(/^.* bench\/recordings\/.*$/gm, "").trim() !== "") {
  console.error("Commit first: both sides must be the same");
  Deno.exit(1);
}
const failed: string[] = [];
for (const suite of suites.length > 0 ? suites : Object.keys(ROUNDS)) {
  if (!await record(name, suite)) failed.push(suite);
}
if (failed.length > 0) {
  console.error(`Not recorded: ${failed.join(", ")}`);
  Deno.exit(1);
}
