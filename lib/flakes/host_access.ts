/**
 * Packages from this machine: the small nixpkgs of `tests/nixpkgs`.
 *
 * @module
 */
import { join } from "../posix_path.ts";
import { UserError } from "../errors.ts";
import { overrideArguments } from "../nix/host_inputs.ts";
import { hostNixpkgs } from "../nix/host_nixpkgs.ts";
import type { System } from "../system/mod.ts";
import { takenInputs } from "./flake_inputs.ts";
import type { NixpkgsAccess } from "./nixpkgs_access.ts";

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

/** Before anything was removed. */
const EVER = "0000-00-00";

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
  const packages = await hostNixpkgs(system, { source, cache, env, signal });
  const settings = JSON.parse(
    await system.fs.readText(join(packages.folder, "settings.json")) ?? "{}",
  );
  const removals = await removalDays(system, source);
  const accesses = new Map<string | undefined, NixpkgsAccess>();
  const accessAt = (asOf?: string): NixpkgsAccess => {
    let known = accesses.get(asOf);
    if (known === undefined) {
      known = make(asOf);
      accesses.set(asOf, known);
    }
    return known;
  };
  const make = (asOf?: string): NixpkgsAccess => ({
    name: "host",
    // The copy's folder is named by its content.
    identity: asOf === undefined
      ? packages.folder
      : `${packages.folder} ${asOf}`,
    usesLock: false,
    standIn: {
      folder: packages.folder,
      settings: { ...settings, asOf: asOf ?? null, reports: true },
    },
    at({ names }, day) {
      const days = names.flatMap((name) => removals.get(name) ?? []).sort();
      if (days.every((removal) => removal <= day)) {
        return Promise.resolve(accessAt());
      }
      // Days between which nothing happens to this flake are the same.
      const last = days.filter((removal) => removal <= day).at(-1) ?? EVER;
      return Promise.resolve(accessAt(last));
    },
    env,
    async argsFor(reads, assumed) {
      const { inputs } = await hostNixpkgs(system, {
        ...{ source, cache, assumed, env, signal },
        ...(asOf !== undefined && { asOf }),
      });
      const taken = takenInputs(reads).map(([name, known]) =>
        [name, inputs[known]] as const
      );
      return { args: overrideArguments(Object.fromEntries(taken)) };
    },
  });
  return accessAt();
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
