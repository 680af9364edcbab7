/**
 * What the next process is to evaluate of a batch.
 *
 * @module
 */
import type { ShellFilter } from "../evaluation.ts";
import type { MemberState } from "./member_state.ts";
import type { Plan } from "./run_pass.ts";

/** Seconds after which a flake no longer keeps others waiting. */
const PATIENCE = 5;
/** Bytes of a plan: Linux takes no argument above 128 KiB. */
const LONGEST_PLAN = 100_000;

/** What one process is to do. */
export interface Step {
  readonly indices: readonly number[];
  /** Whether derivations may be written and built. */
  readonly builds: boolean;
  /** Whether it is for the message of what was thrown. */
  readonly isRetry: boolean;
  /** Seconds for each target. */
  readonly timeout: number;
}

/** Members that are quick come first, all together; then each by itself. */
export function nextStep(
  states: readonly MemberState[],
  { timeout }: { readonly timeout: number },
): Step | undefined {
  const all = [...states.entries()];
  const pending = all.filter(([_, state]) => state.pending.length > 0);
  const quick = pending.filter(([_, { builds, isSlow }]) => !builds && !isSlow);
  if (quick.length > 0) {
    return {
      indices: quick.map(([index]) => index),
      builds: false,
      isRetry: false,
      // One that never ends must not keep the others waiting.
      timeout: quick.length > 1 ? Math.min(timeout / 2, PATIENCE) : timeout,
    };
  }
  const thrown = all.find(([_, state]) => state.thrown.length > 0);
  const [index, state] = thrown ?? pending[0] ?? [];
  if (index === undefined || state === undefined) return undefined;
  const { builds } = state;
  return { indices: [index], builds, isRetry: thrown !== undefined, timeout };
}

/** What the process is told. */
export function planOf(
  states: readonly MemberState[],
  { indices, isRetry }: Step,
  { systems, shells }: ShellFilter,
): Plan {
  let length = 0;
  const members = indices.flatMap((index) => {
    const state = states[index];
    const all = (isRetry ? state?.thrown.slice(0, 1) : state?.pending) ?? [];
    const targets = all.filter((target) =>
      (length += JSON.stringify(target).length) < LONGEST_PLAN
    );
    return targets.length > 0 ? [{ index, targets }] : [];
  });
  return {
    catch: !isRetry,
    systems: systems ?? null,
    shells: shells ?? null,
    members,
  };
}
