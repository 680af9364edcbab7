/**
 * Packages from this machine: the small nixpkgs of `nix/host-nixpkgs`.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import { UserError } from "../../core/errors.ts";
import { overrideArguments } from "../../nix/host_inputs.ts";
import { hostNixpkgs } from "../../nix/host_nixpkgs.ts";
import type { System } from "../../system/mod.ts";
import { missingInput, takenInputs } from "./flake_inputs.ts";
import type { NamesList } from "../names/names_list.ts";
import type { NixpkgsDay } from "./nixpkgs_day.ts";
import { removalDays, type Seen, seenOn } from "./removals.ts";
import type { SourceClosure } from "../source/source_closure.ts";
import type { NixpkgsAccess } from "./nixpkgs_access.ts";

/** What the access is made of. */
export interface HostAccessOptions {
  /** The small nixpkgs. */
  readonly source: string;
  /** Directory for copies of it. */
  readonly cache: string;
  /** The whole environment of Nix. */
  readonly env: Readonly<Record<string, string>>;
  /** Names of packages that it has beside its own. */
  readonly list?: NamesList | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Before anything was removed. */
const EVER = "0001-01-01";

/**
 * Makes every flake take its inputs from this machine.
 *
 * @throws {UserError} when the small nixpkgs is not there
 */
export async function hostAccess(
  system: Pick<System, "fs" | "proc" | "env">,
  { source, cache, env, list, signal }: HostAccessOptions,
): Promise<NixpkgsAccess> {
  if (await system.fs.stat(join(source, "flake.nix")) === undefined) {
    throw new UserError(`Cannot find the small nixpkgs in "${source}"`, {
      hint:
        "Use the real one: --nixpkgs locked, or --nixpkgs github:NixOS/nixpkgs.",
    });
  }
  const packages = await hostNixpkgs(system, { source, cache, env, signal });
  const settings = JSON.parse(
    await system.fs.readText(join(packages.dir, "settings.json")) ?? "{}",
  );
  const removals = await removalDays(system, source);
  const accesses = new Map<string, NixpkgsAccess>();
  const at = (
    { names, entries = [] }:
      & Pick<SourceClosure, "names">
      & Partial<Pick<SourceClosure, "entries">>,
    when: NixpkgsDay,
  ): NixpkgsAccess => {
    // Of a whole tree, the names in its files are not known.
    const isTree = entries.some(({ path }) => path === "");
    const used = isTree ? [...removals.keys()] : names;
    const seen = seenOn(removals, { names: used, when });
    let known = accesses.get(seen.identity);
    if (known === undefined) {
      known = make(seen);
      accesses.set(seen.identity, known);
    }
    return known;
  };
  const make = (
    { identity, settings: { asOf, ...more } }: Seen,
  ): NixpkgsAccess => ({
    name: "host",
    // The copy's directory is named by its content.
    identity: [packages.dir, list?.source ?? "", identity].join(" "),
    usesLock: false,
    standIn: {
      reference: packages.inputs.nixpkgs,
      stored: packages.stored,
      settings: { ...settings, asOf, ...more, reports: true },
      list,
    },
    at,
    env,
    async argsFor(reads, assumed) {
      // Nix wants all of them, those too that no shell uses.
      const missing = missingInput(reads);
      if (missing !== undefined) return { missing };
      const { inputs } = await hostNixpkgs(system, {
        source,
        cache,
        assumed,
        known: list?.among(reads.names),
        env,
        signal,
        ...(asOf !== null && { asOf }),
      });
      const taken = takenInputs(reads).map(([name, known]) =>
        [name, inputs[known]] as const
      );
      return { args: overrideArguments(Object.fromEntries(taken)) };
    },
  });
  return at({ names: [] }, { first: EVER, last: EVER, by: "lock" });
}
