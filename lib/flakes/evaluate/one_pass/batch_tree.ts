/**
 * The directory of a batch: everything that one Nix process reads.
 *
 * @module
 */
import { dirname, join } from "../../../core/files/posix_path.ts";
import type { SourceFile } from "../../../nix/source_files.ts";
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
  readonly settings?: StandIn["settings"];
  /** Names of nixpkgs' packages. */
  readonly list?: NamesList | undefined;
}

/** The small nixpkgs, and how a flake sees it. */
export interface StandIn {
  readonly dir: string;
  /** As in its `settings.json`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Names of packages that it has beside its own. */
  readonly list?: NamesList | undefined;
}

/** Name of a member's directory within the batch. */
export function memberDir(index: number): string {
  return `r${index}`;
}

const FLAKE = `{
  outputs = { self }: { run = import ./nixpkgs/evaluate.nix self.outPath; };
}
`;

/** Describes the inputs of a flake, as `evaluate.nix` reads it. */
export type DescribeInputs = (reads: SourceClosure) => unknown;

/** Writes the directory over the small nixpkgs, but for the package sets. */
export async function writeBatch(
  system: Pick<System, "fs">,
  place: string,
  { members, nixpkgs }: {
    readonly members: readonly BatchMember[];
    readonly nixpkgs: readonly SourceFile[];
  },
): Promise<void> {
  const { fs } = system;
  await fs.writeText(join(place, "flake.nix"), FLAKE);
  const dirs = new Set(nixpkgs.map(({ path }) => dirname(path)));
  for (const dir of dirs) await fs.mkdir(join(place, "nixpkgs", dir));
  const encoder = new TextEncoder();
  await Promise.all(
    nixpkgs.map(({ path, text }) =>
      fs.writeBytes(join(place, "nixpkgs", path), encoder.encode(text), {
        mode: 0o644,
      })
    ),
  );
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

/** Writes the package set of one member. */
export async function writePackages(
  { fs }: Pick<System, "fs">,
  place: string,
  { index, settings }: {
    readonly index: number;
    readonly settings: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const dir = join(place, "at", `${index}`);
  await fs.writeText(join(dir, "settings.json"), JSON.stringify(settings));
  const read = "(builtins.fromJSON (builtins.readFile ./settings.json))";
  for (
    const [file, from] of [["default.nix", "set"], ["lib.nix", "library"]]
  ) {
    await fs.writeText(
      join(dir, file ?? ""),
      `import ../../nixpkgs/${from}.nix ${read}\n`,
    );
  }
}
