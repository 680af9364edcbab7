/**
 * The tiers that run shells, loaded only when one is to be run.
 *
 * @module
 */
import type { TierRunner } from "./result.ts";

/** Returns what runs each tier. */
export async function tierRunners(): Promise<
  Readonly<Record<"enter" | "smoke", TierRunner>>
> {
  const { enterTier, smokeTier } = await import("./sandbox/tiers.ts");
  return { enter: enterTier, smoke: smokeTier };
}
