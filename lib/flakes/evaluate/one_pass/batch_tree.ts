/**
 * The directory of a batch: everything that one Nix process reads.
 *
 * @module
 */
import { join } from "../../../core/files/posix_path.ts";
import type { System } from "../../../system/mod.ts";
import { inputKinds } from "../../nixpkgs/flake_inputs.ts";
import type { NamesList } from "../../names/names_list.ts";
import type { SourceClosure } from "../../source/source_closure.ts";

/** A flake that is to be evaluated with others. */
export interface BatchMember {
  readonly reads: SourceClosure;
  /** Where the flake is within what it reads, `""` for its root. */
  readonly dir: string;
  /** Writes what it reads into a new directory. */
  readonly write: (dir: string) => Promise<void>;
  /** How it sees the small nixpkgs. */
  readonly settings?: Settings;
  /** Names of nixpkgs' packages. */
  readonly list?: NamesList | undefined;
}

/** The small nixpkgs in Nix's store, where it is copied to once. */
export interface StoredNixpkgs {
  /** A flake reference that pins it. */
  readonly reference: string;
  /** The name of its directory in the store. */
  readonly stored: string;
}

/** As in `settings.json` of the small nixpkgs. */
export type Settings = Readonly<Record<string, unknown>>;

/** The small nixpkgs, and how a flake sees it. */
export interface StandIn extends StoredNixpkgs {
  readonly settings: Settings;
  /** Names of packages that it has beside its own. */
  readonly list?: NamesList | undefined;
}

/** Name of a member's directory within the batch. */
export function memberDir(index: number): string {
  return `r${index}`;
}

/** Describes the inputs of a flake, as `evaluate.nix` reads it. */
export type DescribeInputs = (reads: SourceClosure) => unknown;

/** Writes the directory over the small nixpkgs, but for the settings. */
export async function writeBatch(
  system: Pick<System, "fs">,
  place: string,
  { members, nixpkgs: { reference, stored } }: {
    readonly members: readonly BatchMember[];
    readonly nixpkgs: StoredNixpkgs;
  },
): Promise<void> {
  const { fs } = system;
  const flake = `{
  inputs.nixpkgs = { url = ${JSON.stringify(reference)}; flake = false; };
  outputs = { self, nixpkgs }: {
    run = import (nixpkgs + "/evaluate.nix") { source = self.outPath; nixpkgs = nixpkgs.outPath; };
  };
}
`;
  await fs.writeText(join(place, "flake.nix"), flake);
  const settings = "builtins.fromJSON (builtins.readFile ./settings.json)\n";
  await fs.writeText(join(place, "settings.nix"), settings);
  // The stored one is beside the batch, in whatever store.
  for (const index of members.keys()) {
    const set = `import ../../../${stored}/set.nix`;
    const text =
      `${set} (builtins.elemAt (import ../../settings.nix) ${index})\n`;
    const dir = join(place, "at", `${index}`);
    await fs.mkdir(dir);
    await fs.writeBytes(
      join(dir, "default.nix"),
      new TextEncoder().encode(text),
    );
  }
  await writeMembers(
    system,
    {
      place,
      members,
      describe: (reads) => Object.fromEntries(inputKinds(reads)),
    },
  );
}

/** Writes what the members read, and what they are. */
export async function writeMembers(
  { fs }: Pick<System, "fs">,
  { place, members, describe }: {
    readonly place: string;
    readonly members: readonly BatchMember[];
    readonly describe: DescribeInputs;
  },
): Promise<void> {
  const described = members.map(({ reads, dir }, index) => ({
    root: memberDir(index),
    place: join(memberDir(index), dir),
    inputs: describe(reads),
  }));
  await fs.writeText(join(place, "members.json"), JSON.stringify(described));
  for (const [index, { write }] of members.entries()) {
    await write(join(place, memberDir(index)));
  }
}

/** Writes how each member sees the small nixpkgs. */
export async function writeSettings(
  { fs }: Pick<System, "fs">,
  { place, settings }: {
    readonly place: string;
    readonly settings: readonly (Settings | null)[];
  },
): Promise<void> {
  await fs.writeText(join(place, "settings.json"), JSON.stringify(settings));
}
