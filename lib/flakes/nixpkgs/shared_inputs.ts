/**
 * The inputs of a flake that shares a given nixpkgs with others.
 *
 * @module
 */
import { type InputFacts, type InputKind, inputKinds } from "./flake_inputs.ts";

/** As `nix/given-nixpkgs/evaluate.nix` reads it. */
export type SharedInput =
  | "nixpkgs"
  | "locked"
  | { readonly path: string; readonly inputs?: SharedInputs };

/** By the names that the flake gives them. */
export type SharedInputs = Readonly<Record<string, SharedInput>>;

/**
 * What each input is: the given nixpkgs, a directory of the flake itself, or
 * what `flake.lock` says.
 */
export function sharedInputs(reads: InputFacts): SharedInputs {
  return inputsOf(Object.fromEntries(inputKinds(reads)));
}

/**
 * Whether a flake can share it: the inputs of its own directories are not
 * looked up in its lock.
 */
export function isSharing(reads: InputFacts, hasLock: boolean): boolean {
  const isKnown = (kind: SharedInput): boolean =>
    kind === "nixpkgs" ||
    typeof kind === "object" && Object.values(kind.inputs ?? {}).every(isKnown);
  return Object.values(sharedInputs(reads)).every((kind) =>
    kind === "locked" ? hasLock : isKnown(kind)
  );
}

function inputsOf(kinds: Readonly<Record<string, InputKind>>): SharedInputs {
  return Object.fromEntries(
    Object.entries(kinds).map(([name, kind]): [string, SharedInput] => {
      if (kind === "nixpkgs") return [name, kind];
      if (typeof kind === "string" || "unknown" in kind) {
        return [name, "locked"];
      }
      const { path, inputs } = kind;
      return [name, { path, ...(inputs && { inputs: inputsOf(inputs) }) }];
    }),
  );
}
