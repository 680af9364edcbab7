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

/** The days between which something changed for a name. */
export interface ChangeDays {
  readonly first: string;
  readonly last: string;
}

/** When each name was removed or became unfree; `undefined` if not known. */
export type Removals = ReadonlyMap<string, ChangeDays | undefined>;

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

/** When each name was removed, or became unfree. */
export async function removalDays(
  { fs }: Pick<System, "fs">,
  source: string,
): Promise<Removals> {
  const read = async (file: string) =>
    JSON.parse(await fs.readText(join(source, file)) ?? "{}");
  const sets: Record<
    string,
    Record<string, { from?: string; date?: string }>
  > = await read("removed.json");
  const programs: Record<string, { since?: [string, string] }> = await read(
    "programs.json",
  );
  return new Map([
    ...Object.values(sets).flatMap((names) =>
      Object.entries(names).map(([name, { date, from = date }]) =>
        [
          name,
          date === undefined || from === undefined
            ? undefined
            : { first: from, last: date },
        ] as const
      )
    ),
    ...Object.entries(programs).flatMap(([name, { since }]) =>
      since ? [[name, { first: since[0], last: since[1] }] as const] : []
    ),
  ]);
}

/** What of a flake's names was there on a day. */
export function seenOn(
  removals: Removals,
  { names, when }: {
    readonly names: readonly string[];
    readonly when: NixpkgsDay;
  },
): Seen {
  const x86Darwin = x86DarwinOn(when);
  const from = shifted(when.first, -MARGIN);
  const to = shifted(when.last, MARGIN);
  const known = [...removals.values()].filter((day) => day !== undefined);
  const isGone = known.every(({ last }) => last <= from);
  // Days between which nothing happens to this flake are the same.
  const states = isGone ? [] : names.flatMap((name) => {
    if (!removals.has(name)) return [];
    const days = removals.get(name);
    if (days !== undefined && days.last <= from) return [];
    const isThere = days !== undefined && days.first > to;
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
