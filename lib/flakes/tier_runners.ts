/**
 * The tiers that run shells, loaded only when one is to be run.
 *
 * @module
 */
import type { Result, TierRunner } from "./result.ts";

/** Runs nothing: says that it cannot. */
const absent: TierRunner = () => {
  const reason = "shells cannot be entered by this version of Hearth";
  const result: Result = { status: "skipped", reason, ms: 0, cached: false };
  return Promise.resolve(result);
};

/** Gives what runs each tier. */
export function tierRunners(): Promise<
  Readonly<Record<"enter" | "smoke", TierRunner>>
> {
  return Promise.resolve({ enter: absent, smoke: absent });
}
