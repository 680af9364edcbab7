/**
 * What nixpkgs had on a day, of the names that a flake uses.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import type { NixpkgsDay } from "./nixpkgs_day.ts";

/** Days that a change of nixpkgs may take to reach those who use it. */
const MARGIN = 7;
/** nixpkgs dropped x86_64-darwin between these days. */
const X86_DARWIN = { unsure: "2026-06-14", gone: "2026-07-12" };

/** The day of each removal; `undefined` where it is not known. */
export type Removals = ReadonlyMap<string, string | undefined>;

/** How a flake sees the small nixpkgs. */
export interface Seen {
  /** Equal where all that the flake uses is the same. */
  readonly identity: string;
  /** As in `settings.json`. */
  readonly settings: {
    /** `null` where all that was ever removed is gone. */
    readonly asOf: string | null;
    readonly margin: { readonly from: string; readonly to: string } | null;
    readonly x86Darwin: "there" | "unsure" | "gone";
  };
}

/** On which day each name was removed. */
export async function removalDays(
  { fs }: Pick<System, "fs">,
  source: string,
): Promise<Removals> {
  const text = await fs.readText(join(source, "removed.json")) ?? "{}";
  const sets: Record<string, Record<string, { date?: string }>> = JSON.parse(
    text,
  );
  return new Map(
    Object.values(sets).flatMap((names) =>
      Object.entries(names).map(([name, { date }]) => [name, date] as const)
    ),
  );
}

/** What of a flake's names was there on a day. */
export function seenOn(
  removals: Removals,
  names: readonly string[],
  when: NixpkgsDay,
): Seen {
  const x86Darwin = x86DarwinOn(when);
  const from = shifted(when.first, -MARGIN);
  const to = shifted(when.last, MARGIN);
  const known = [...removals.values()].filter((day) => day !== undefined);
  const isGone = known.every((day) => day <= from);
  // Days between which nothing happens to this flake are the same.
  const states = isGone ? [] : names.flatMap((name) => {
    if (!removals.has(name)) return [];
    const day = removals.get(name);
    if (day !== undefined && day <= from) return [];
    const isThere = day !== undefined && day > to;
    return [`${name}${isThere ? "" : "?"}`];
  });
  return {
    identity: [x86Darwin, ...states].join(" "),
    settings: {
      asOf: states.length === 0 ? null : when.last,
      margin: states.length === 0 ? null : { from, to },
      x86Darwin,
    },
  };
}

/**
 * Only a lock names the nixpkgs. A directory without one is taken as it was meant,
 * with a nixpkgs that has the systems which it names.
 */
function x86DarwinOn(
  { first, last, by }: NixpkgsDay,
): Seen["settings"]["x86Darwin"] {
  if (last < X86_DARWIN.unsure || by === "today") return "there";
  return by === "lock" && first >= X86_DARWIN.gone ? "gone" : "unsure";
}

function shifted(day: string, days: number): string {
  const time = Date.parse(day) + days * 24 * 60 * 60 * 1000;
  return new Date(time).toISOString().slice(0, 10);
}
