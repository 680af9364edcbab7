/**
 * From which day the nixpkgs of a flake is.
 *
 * @module
 */
import { type InputFacts, inputKinds, takenInputs } from "./flake_inputs.ts";
import { addressOf } from "./known_inputs.ts";
import { type LockFile, nodeAt } from "../lock/lock_file.ts";

/** What is known of it: two days where a flake takes several. */
export interface NixpkgsDay {
  readonly first: string;
  readonly last: string;
  /** What says so. */
  readonly by: "lock" | "commit" | "today";
}

/** The day of the month on which a release is branched off, or a little later. */
const BRANCH_OFF = "22";
/** Before nixpkgs began. */
const EVER = "2003-01-01";
/** An address that ends in a commit. */
const PINNED = /\b[0-9a-f]{40}\b/;

/**
 * Finds out the day of a flake's nixpkgs: what is locked is as old as the lock
 * says, a release is no younger than its branch, locked or not, and the rest is
 * of the day on which the flake is looked at.
 *
 * @param lock its `flake.lock`
 * @param seen the day on which it is looked at, such as `2025-08-31`
 */
export function nixpkgsDay(
  reads: InputFacts,
  lock: LockFile | undefined,
  { day, by }: { readonly day: string } & Pick<NixpkgsDay, "by">,
): NixpkgsDay {
  const names = [...inputKinds(reads)].flatMap(([name, kind]) =>
    kind === "nixpkgs" ? [name] : []
  );
  const locked = lock === undefined ? [] : lockedDays(reads, lock, [
    ...names,
    // Those of its own directories.
    ...takenInputs(reads).flatMap(([name, kind]) =>
      kind === "nixpkgs" && name.includes("/") ? [name] : []
    ),
  ]);
  if (locked.length > 0) {
    const sorted = locked.sort();
    return {
      first: sorted[0] ?? "",
      last: sorted.at(-1) ?? "",
      by: "lock",
    };
  }
  const days = names.flatMap((name) => {
    const address = addressOf(name, reads.inputs[name] ?? {});
    // Nothing here knows when a commit of nixpkgs was made.
    if (PINNED.test(address)) return [EVER, day];
    const branched = branchDay(address) ?? day;
    return [branched < day ? branched : day];
  }).sort();
  const [first = day] = days;
  return { first, last: days.at(-1) ?? day, by };
}

/**
 * Days of the inputs that a lock file pins. A release gets commits long after
 * its branch, but none that removes what it has.
 */
function lockedDays(
  { inputs }: Pick<InputFacts, "inputs">,
  lock: LockFile,
  names: readonly string[],
): string[] {
  return names.flatMap((name) => {
    const node = lock.nodes[nodeAt(lock, name.split("/")) ?? ""];
    const seconds = node?.locked?.lastModified;
    if (typeof seconds !== "number") return [];
    const day = new Date(seconds * 1000).toISOString().slice(0, 10);
    const address = addressOf(name, node?.original ?? inputs[name] ?? {});
    const branched = branchDay(address) ?? day;
    return [branched < day ? branched : day];
  });
}

/** When a release was branched off, if an address names one. */
function branchDay(address: string): string | undefined {
  const [, year, month] =
    /\b(?:nixos|nixpkgs|release)-(\d\d)\.(05|11)\b/.exec(address) ??
      /flakehub\.com\/.*\/0\.(\d\d)(05|11)(?:[.\d*]|$)/.exec(address) ?? [];
  return year === undefined ? undefined : `20${year}-${month}-${BRANCH_OFF}`;
}
