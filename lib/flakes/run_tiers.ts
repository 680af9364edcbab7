/**
 * The tiers that run shells, after those that only look at them.
 *
 * @module
 */
import { platformOf } from "../machine/platform.ts";
import type { System } from "../system/mod.ts";
import type {
  Evaluated,
  PreparedRevision,
} from "./evaluate/evaluate_revision.ts";
import type { ShellEvaluation } from "./evaluate/shell_evaluation.ts";
import { compareEvaluation } from "./expect/compare_evaluation.ts";
import type { Result, ShellReport } from "./result.ts";
import type { TestOptions } from "./test_options.ts";

/** Reports on each shell that was evaluated, and runs it if that is asked. */
export async function runTiers(
  system: System,
  { hand, evaluated: { shells, cached } }: {
    readonly hand: PreparedRevision;
    readonly evaluated: Evaluated;
  },
  options: TestOptions,
): Promise<ShellReport[]> {
  const { revision: { expectations }, reads } = hand;
  const held = expectations === undefined
    ? shells
    : compareEvaluation(expectations, shells, { reads, ...options });
  return await Promise.all(held.map(async (found) => {
    const { system: platform, shell } = found;
    const evaluate = { ...found.result, cached };
    const report = { system: platform, shell, evaluate };
    if (options.tier === "evaluate" || shell === "*") return report;
    const enter = await runTier(
      "enter",
      system,
      { hand, evaluation: found },
      options,
    );
    // Without an expect.json there is nothing that it has to start.
    if (options.tier === "enter" || expectations === undefined) {
      return { ...report, enter };
    }
    const smoke = enter.status === "failed" || enter.status === "skipped"
      ? skipped("it was not entered")
      : await runTier("smoke", system, { hand, evaluation: found }, options);
    return { ...report, enter, smoke };
  }));
}

async function runTier(
  tier: "enter" | "smoke",
  system: System,
  {
    hand: { revision: { expectations, dir }, reads, access, key, project },
    evaluation: { system: platform, shell, attribute, result },
  }: { readonly hand: PreparedRevision; readonly evaluation: ShellEvaluation },
  options: TestOptions,
): Promise<Result> {
  const hasNoDerivation = result.status === "failed" ||
    result.status === "skipped" || result.error !== undefined;
  if (hasNoDerivation) return skipped("it does not evaluate");
  const { cache, tierTimeout: timeout, signal, builders } = options;
  const machine = platformOf(system);
  const name = await cache.key(
    key,
    await project.id(),
    tier,
    attribute,
    expectations,
    machine,
    timeout,
  );
  const known = await cache.get<Result>(tier, name);
  if (known !== undefined) return { ...known, cached: true };
  const inputs = await access.argsFor(reads, packagesIn(result));
  if ("missing" in inputs) return skipped(`it needs ${inputs.missing}`);
  const runner = (await options.runners())[tier];
  const ran = await options.limit(async () =>
    await runner(system, {
      projectDir: await project.dir(),
      dir,
      system: platform,
      shell,
      attribute,
      expectations,
      nix: { env: access.env, args: inputs.args, builders },
      kit: options.kit,
      timeout,
      signal,
    })
  );
  const found = resting(ran, result);
  // What could not be run here may be possible in a moment.
  if (found.status !== "skipped") await cache.set(tier, name, found);
  return found;
}

/** What passes with packages that are unknown is unknown itself. */
function resting(
  ran: Result,
  { reason, unknown }: ShellEvaluation["result"],
): Result {
  if (ran.status !== "passed" || unknown === undefined) return ran;
  return { ...ran, status: "unknown", unknown, ...(reason && { reason }) };
}

/** Names of the packages that are unknown, without the sets they are in. */
function packagesIn(
  { unknown = [] }: ShellEvaluation["result"],
): string[] {
  return unknown.filter((what) => !what.includes(" "))
    .map((name) => name.split(".").at(-1) ?? name);
}

function skipped(reason: string): Result {
  return { status: "skipped", reason, ms: 0, cached: false };
}
