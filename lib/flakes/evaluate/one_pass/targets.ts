/**
 * What is left to evaluate of a flake, as one pass goes through it.
 *
 * @module
 */
import type { ShellOutput } from "../evaluation.ts";

/** An output, a system of it, or one shell: `null` is "all below". */
export type Target = readonly [
  output: ShellOutput,
  system: string | null,
  shell: string | null,
];

/** What a flake is asked first. */
export const ALL_TARGETS: readonly Target[] = [
  ["devShells", null, null],
  ["devShell", null, null],
];

/**
 * What `evaluate.nix` found: names below a target, the derivation of a shell,
 * `null` for an output that is not there, `false` for what it throws.
 */
export type TargetValue = readonly string[] | string | null | false;

/** Whether two targets are the same. */
export function isSameTarget(a: Target, b: Target): boolean {
  return a.every((name, index) => name === b[index]);
}

/** The targets below one of which the names were found. */
export function targetsBelow(
  [output, system]: Target,
  names: readonly string[],
): Target[] {
  return names.map((name) =>
    system === null ? [output, name, null] : [output, system, name]
  );
}
