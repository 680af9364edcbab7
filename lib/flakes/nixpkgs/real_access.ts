/**
 * Packages from the real nixpkgs, or one of the user's.
 *
 * @module
 */
import { overrideArguments } from "../../nix/host_inputs.ts";
import { takenInputs } from "./flake_inputs.ts";
import type { NixpkgsAccess } from "./nixpkgs_access.ts";

type Environment = NixpkgsAccess["env"];

/**
 * Every flake takes what its `flake.lock` says, or the newest without one.
 *
 * @param today a day such as `2026-08-31`: what is not locked moves
 */
export function lockedAccess(env: Environment, today: string): NixpkgsAccess {
  return {
    name: "locked",
    identity: `locked ${today}`,
    usesLock: true,
    env,
    argsFor: () => Promise.resolve({ args: overrideArguments({}) }),
  };
}

/**
 * Every flake takes its nixpkgs from a flake reference, all else as locked.
 *
 * @param today a day such as `2026-08-31`: a reference may name a branch
 */
export function referenceAccess(
  reference: string,
  env: Environment,
  today: string,
): NixpkgsAccess {
  return {
    name: reference,
    identity: `${reference} ${today}`,
    usesLock: true,
    env,
    argsFor: (reads) => {
      const nixpkgs = takenInputs(reads).flatMap(([name, known]) =>
        known === "nixpkgs" ? [[name, reference] as const] : []
      );
      const args = overrideArguments(Object.fromEntries(nixpkgs));
      return Promise.resolve({ args });
    },
  };
}
