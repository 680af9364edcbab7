/**
 * Packages from this machine: the small nixpkgs of `tests/nixpkgs`.
 *
 * @module
 */
import { join } from "../posix_path.ts";
import { UserError } from "../errors.ts";
import { overrideArguments } from "../nix/host_inputs.ts";
import { type HostNixpkgs, hostNixpkgs } from "../nix/host_nixpkgs.ts";
import type { System } from "../system/mod.ts";
import { type NixpkgsAccess, takenInputs } from "./nixpkgs_access.ts";

/** What the access is made of. */
export interface HostAccessOptions {
  /** The small nixpkgs. */
  readonly source: string;
  /** Folder for copies of it. */
  readonly cache: string;
  /** The whole environment of Nix. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes every flake take its inputs from this machine.
 *
 * @throws {UserError} when the small nixpkgs is not there
 */
export async function hostAccess(
  system: Pick<System, "fs" | "proc" | "env">,
  { source, cache, env, signal }: HostAccessOptions,
): Promise<NixpkgsAccess> {
  if (await system.fs.stat(join(source, "flake.nix")) === undefined) {
    throw new UserError(`Cannot find the small nixpkgs in "${source}"`, {
      hint:
        "Use the real one: --nixpkgs locked, or --nixpkgs github:NixOS/nixpkgs.",
    });
  }
  const made = new Map<string, Promise<HostNixpkgs>>();
  const nixpkgs = (assumed: readonly string[]): Promise<HostNixpkgs> => {
    const key = assumed.join(" ");
    let known = made.get(key);
    if (known === undefined) {
      known = hostNixpkgs(system, { source, cache, assumed, env, signal });
      made.set(key, known);
    }
    return known;
  };
  const { folder, inputs: shared } = await nixpkgs([]);
  return {
    name: "host",
    // The copy's folder is named by its content.
    identity: folder,
    usesLock: false,
    canAssume: true,
    shared,
    env,
    async argsFor(reads, assumed) {
      const { inputs } = await nixpkgs(assumed);
      const taken: Record<string, string> = {};
      for (const [name, known] of takenInputs(reads)) {
        if (typeof known !== "string") {
          return {
            missing: `the input "${name}" (${known.unknown}), ` +
              "which this machine cannot stand in for",
          };
        }
        taken[name] = inputs[known];
      }
      return { args: overrideArguments(taken) };
    },
  };
}
