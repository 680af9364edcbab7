/**
 * Packages from the real nixpkgs, or one of the user's.
 *
 * @module
 */
import { overrideArguments } from "../../nix/host_inputs.ts";
import { takenInputs } from "./flake_inputs.ts";
import type { NixpkgsAccess } from "./nixpkgs_access.ts";
import { resolveReference } from "./resolve_reference.ts";
import type { System } from "../../system/mod.ts";

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
 * Every flake takes its nixpkgs from a flake reference, all else as locked. The
 * reference is looked up once, and pinned by its content.
 *
 * @param today a day such as `2026-08-31`: what is not locked moves
 */
export async function referenceAccess(
  system: Pick<System, "proc" | "clock">,
  reference: string,
  { env, kit, today, signal }: {
    readonly env: Environment;
    /** `nix` of a Hearth checkout. */
    readonly kit: string;
    readonly today: string;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<NixpkgsAccess> {
  const pinned = await resolveReference(system, reference, { env, signal });
  return {
    name: reference,
    identity: `${pinned.narHash} ${today}`,
    usesLock: true,
    env,
    given: { ...pinned, kit },
    argsFor: (reads) => {
      const taken = takenInputs(reads).flatMap(([name, known]) =>
        known === "nixpkgs" ? [[name, pinned.reference] as const] : []
      );
      const args = overrideArguments(Object.fromEntries(taken));
      return Promise.resolve({ args });
    },
  };
}
