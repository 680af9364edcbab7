/**
 * The directory of a batch over a nixpkgs that the user gave.
 *
 * @module
 */
import { join } from "../../../core/files/posix_path.ts";
import type { System } from "../../../system/mod.ts";
import type { PinnedNixpkgs } from "../../nixpkgs/resolve_reference.ts";
import { sharedInputs } from "../../nixpkgs/shared_inputs.ts";
import { type BatchMember, writeMembers } from "./batch_tree.ts";

/** A nixpkgs in the store, and Hearth's files with which flakes share it. */
export interface GivenNixpkgs extends PinnedNixpkgs {
  /** `nix` of a Hearth checkout. */
  readonly kit: string;
}

/** Files of the kit, by their places in the batch. */
const FILES = {
  "evaluate.nix": "given-nixpkgs/evaluate.nix",
  "visit.nix": "host-nixpkgs/visit.nix",
  "nixpkgs/default.nix": "given-nixpkgs/default.nix",
  "nixpkgs/sets.nix": "given-nixpkgs/sets.nix",
};

/** Writes it: the nixpkgs is in it by links, but for its `default.nix`. */
export async function writeGivenBatch(
  system: Pick<System, "fs">,
  { place, members }: {
    readonly place: string;
    readonly members: readonly BatchMember[];
  },
  { reference, path, kit }: GivenNixpkgs,
): Promise<void> {
  const { fs } = system;
  const flake = `{
  inputs.nixpkgs = { url = ${JSON.stringify(reference)}; flake = false; };
  outputs = { self, nixpkgs }: {
    run = builtins.seq nixpkgs.outPath (import ./evaluate.nix self.outPath);
  };
}
`;
  await fs.writeText(join(place, "flake.nix"), flake);
  for (const [to, from] of Object.entries(FILES)) {
    const text = await fs.readText(join(kit, from)) ?? "";
    await fs.writeText(join(place, to), text, { mode: 0o644 });
  }
  const inner = join(place, "nixpkgs");
  await fs.writeText(join(inner, "real.nix"), `${JSON.stringify(path)}\n`);
  for (const { name } of await fs.readDir(path) ?? []) {
    if (name === "default.nix") continue;
    await fs.replaceLink(join(inner, name), join(path, name));
  }
  await writeMembers(system, { place, members, describe: sharedInputs });
}
