/**
 * The tiers that enter a shell: whether it can be entered and greets as it
 * expectations, and whether what is expected of it to run does run.
 *
 * @module
 */
import { platformOf } from "../../machine/platform.ts";
import type { System } from "../../system/mod.ts";
import { SYSTEMS } from "../../nix/nix_config.ts";
import { expectedEntries } from "../expect/expected.ts";
import type { Result, ShellRun } from "../result.ts";
import { enterShell } from "./shells/enter_shell.ts";
import type { EntryWay } from "./shells/entry_way.ts";
import { expectedWay } from "./expected/expected_way.ts";
import type { Entry } from "./scenario/scenario.ts";

/** What any shell has by being one. */
const PLAIN: EntryWay = {
  git: true,
  steps: [{ do: "prompt" }, { do: "leave" }],
};

/** Enters a shell: in every way that its expect.json has, or once without one. */
export async function enterTier(
  system: System,
  run: ShellRun,
): Promise<Result> {
  return await timed(
    system,
    run,
    async () =>
      run.expectations === undefined
        ? await enterShell(system, { run, way: PLAIN })
        : await playEntries(system, run, "enter"),
  );
}

/** Starts and stops what an expect.json says that a shell starts and stops. */
export async function smokeTier(
  system: System,
  run: ShellRun,
): Promise<Result> {
  return await timed(
    system,
    run,
    async () => await playEntries(system, run, "smoke"),
  );
}

/** Plays the entries of a tier up to the first that is not as expected. */
async function playEntries(
  system: System,
  run: ShellRun,
  tier: "enter" | "smoke",
): Promise<Entry> {
  const { expectations } = run;
  const platform = SYSTEMS.find((name) => name === run.system);
  if (expectations === undefined || platform === undefined) {
    return { skipped: "expect.json expects nothing" };
  }
  const host = { system: platform, shIsBash: await isShBash(system) };
  const entries = expectedEntries(expectations, { tier, host });
  let last: Entry = { printed: "" };
  for (const entry of entries) {
    const way = await expectedWay(system, run, { expectations, entry, host });
    last = await enterShell(system, { run, way });
    if ("skipped" in last) return last;
    if (last.problem !== undefined) {
      return { ...last, problem: `${entry.name}: ${last.problem}` };
    }
  }
  return last;
}

/** Whether this machine's `sh` knows what only bash has. */
async function isShBash({ proc }: Pick<System, "proc">): Promise<boolean> {
  const { code } = await proc.run(["/bin/sh", "-c", "[[ bash == b* ]]"]);
  return code === 0;
}

/** Makes a result of what came of it. */
async function timed(
  system: System,
  run: ShellRun,
  work: () => Promise<Entry>,
): Promise<Result> {
  const { clock } = system;
  const begun = clock.elapsed();
  const entry = await work();
  const mode = run.system === platformOf(system) ? "native" : "emulated";
  const result = {
    ms: Math.round(clock.elapsed() - begun),
    cached: false,
  } as const;
  if ("skipped" in entry) {
    return { status: "skipped", reason: entry.skipped, ...result };
  }
  return entry.problem === undefined
    ? { status: "passed", mode, ...result }
    : { status: "failed", mode, error: errorOf(entry), ...result };
}

/** Lines of what was printed that are told with an error. */
const LINES = 12;

function errorOf(
  { problem = "", printed }: Exclude<Entry, { skipped: string }>,
): string {
  const lines = printed.split("\n").filter((line) => line.trim() !== "");
  const tail = lines.slice(-LINES);
  return tail.length === 0 ? problem : [problem, "", ...tail].join("\n");
}
