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
  /** Day on which it is looked at; all that was ever removed is gone without. */
  readonly asOf?: string;
}

/** Before anything was removed. */
const EVER = "0000-00-00";

/**
 * Makes every flake take its inputs from this machine.
 *
 * @throws {UserError} when the small nixpkgs is not there
 */
export async function hostAccess(
  system: Pick<System, "fs" | "proc" | "env">,
  options: HostAccessOptions,
): Promise<NixpkgsAccess> {
  const { source, cache, env, signal, asOf } = options;
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
      known = hostNixpkgs(system, {
        ...{ source, cache, assumed, env, signal },
        ...(asOf !== undefined && { asOf }),
      });
      made.set(key, known);
    }
    return known;
  };
  const { folder, inputs: shared } = await nixpkgs([]);
  const removals = await removalDays(system, source);
  const earlier = new Map<string, Promise<NixpkgsAccess>>();
  const access: NixpkgsAccess = {
    name: "host",
    // The copy's folder is named by its content.
    identity: folder,
    usesLock: false,
    canAssume: true,
    shared,
    at({ names }, day) {
      const days = names.flatMap((name) => removals.get(name) ?? []).sort();
      if (days.every((removal) => removal <= day)) {
        return Promise.resolve(access);
      }
      // Days between which nothing happens to this flake are the same.
      const last = days.filter((removal) => removal <= day).at(-1) ?? EVER;
      let known = earlier.get(last);
      if (known === undefined) {
        known = hostAccess(system, { ...options, asOf: last });
        earlier.set(last, known);
      }
      return known;
    },
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
  return access;
}

/** On which day each name was removed, as far as that is known. */
async function removalDays(
  { fs }: Pick<System, "fs">,
  source: string,
): Promise<Map<string, string>> {
  const text = await fs.readText(join(source, "removed.json")) ?? "{}";
  const sets: Record<string, Record<string, { date?: string }>> = JSON.parse(
    text,
  );
  return new Map(
    Object.values(sets).flatMap((names) =>
      Object.entries(names).flatMap(([name, { date }]) =>
        date === undefined ? [] : [[name, date] as const]
      )
    ),
  );
}
