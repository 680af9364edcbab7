/**
 * Figures of entering a workspace by `.hearth/enter`.
 *
 * @module
 */
import type { Figure, SuiteContext, Variant } from "../sampling/suite.ts";
import { countableEntry } from "../counting/countable.ts";
import { figureOf, type Work } from "../places/figure_of.ts";
import type { Place } from "../places/places.ts";
import { repeated } from "../places/repeated.ts";
import { timed } from "../places/timed.ts";
import type { WorkspaceCopy } from "../places/workspace_copy.ts";

/** Name of the floor of entering. */
export const BASH_ALONE = "bash alone";

/** Shells that `.hearth/enter` opens. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** What a figure of entering may say of itself. */
export type EnterOptions =
  & Pick<Work, "title" | "budgets">
  & {
    /** Variables in a copy, beside its own. */
    readonly env?: (
      workspace: WorkspaceCopy,
    ) => Readonly<Record<string, string>>;
    /** Other ways to do the same, after the floor. */
    readonly rivals?: readonly Variant[];
  };

/** Running `true` in the workspace, over running it in bash. */
export function enterFigure(
  context: SuiteContext,
  places: readonly [Place, ...Place[]],
  { env = () => ({}), rivals = [], ...work }: EnterOptions,
): Figure {
  const [{ workspace }] = places;
  const floor: Variant = {
    name: BASH_ALONE,
    kind: "floor",
    run: () => repeated(workspace, ["bash", "--norc", "-c", "true"]),
  };
  return figureOf(context, places, {
    ...work,
    run: ({ workspace }) =>
      repeated(workspace, [workspace.path(".hearth", "enter"), "true"], {
        env: env(workspace),
      }),
    countable: (place) => countableEntry(place, ["true"], env(place.workspace)),
    beside: [floor, ...rivals],
    floor: BASH_ALONE,
    together: true,
  });
}

/** Each shell of this machine as `.hearth/enter` opens it; it ends at once. */
export async function openFigures(
  context: SuiteContext,
  places: readonly [Place, ...Place[]],
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const shell of SHELLS) {
    if (await context.system.proc.has(shell)) {
      figures.push(opened(shell, context, places));
    } else context.note(`${shell} is left out: it is not on PATH`);
  }
  return figures;
}

function opened(
  shell: string,
  context: SuiteContext,
  places: readonly [Place, ...Place[]],
): Figure {
  const env = { HEARTH_SHELL: shell, HEARTH_QUIET: "1" };
  const [{ workspace }] = places;
  const floor = `${shell} alone`;
  return figureOf(context, places, {
    title: `${shell}, opened by .hearth/enter`,
    run: ({ workspace }) =>
      timed(() =>
        workspace.exec([workspace.path(".hearth", "enter")], { env })
      ),
    countable: (place) => countableEntry(place, [], env),
    beside: [{
      name: floor,
      kind: "floor",
      run: () => timed(() => workspace.exec([shell, "-i"])),
    }],
    floor,
    together: true,
  });
}
