/**
 * The same work in every place that is measured.
 *
 * @module
 */
import type { CountableWork } from "../counting/instruction_counter.ts";
import type { Figure, SuiteContext, Variant } from "../sampling/suite.ts";
import type { Place } from "./places.ts";

/** What a figure is made of beside the places in which its work is done. */
export interface Work
  extends Pick<Figure, "title" | "rounds" | "budgets" | "together"> {
  /** What has to happen in a place before each run and is not timed. */
  readonly prepare?: (place: Place) => Promise<void>;
  /** The work in a place, where each run executes the same instructions. */
  readonly countable?: (place: Place) => CountableWork;
  /** Does the work once in one place; gives milliseconds. */
  readonly run: (place: Place) => Promise<number>;
  /** The floor and other ways, where they are wanted. @default {[]} */
  readonly beside?: readonly Variant[];
  /** Name of the floor. @default {the first place} */
  readonly floor?: string;
}

/** A figure of Hearth and what it is compared to, or of two commits. */
export function figureOf(
  { compared }: Pick<SuiteContext, "compared">,
  places: readonly Place[],
  work: Work,
): Figure {
  const { prepare, countable, run, beside = [], floor, budgets = [], ...rest } =
    work;
  const own = places.map((place): Variant => ({
    name: place.subject.name,
    kind: "hearth",
    ...(prepare && { prepare: () => prepare(place) }),
    ...(countable && { countable: countable(place) }),
    run: () => run(place),
  }));
  const first = own[0]?.name ?? "";
  return compared
    ? { ...rest, floor: floor ?? first, budgets, variants: [...beside, ...own] }
    : { ...rest, floor: first, budgets: [], variants: own };
}
