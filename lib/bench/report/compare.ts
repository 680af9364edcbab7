/**
 * Two results beside each other: ratios to the floor, for times of different
 * machines or days mean nothing.
 *
 * @module
 */
import { inColumns } from "../../core/text/columns.ts";
import type { Ratio } from "../statistics/ratio.ts";
import type { Report, VariantReport } from "./report.ts";
import { ratioText } from "./table.ts";

/** What became of one variant's ratio to its floor. */
export interface Change {
  readonly suite: string;
  readonly title: string;
  readonly variant: string;
  readonly floor: string;
  readonly before: Ratio;
  readonly after: Ratio;
  /**
   * `same` while the intervals meet: then nothing is proven.
   */
  readonly verdict: "slower" | "faster" | "same";
}

/** Compares what both results have. */
export function compare(before: Report, after: Report): Change[] {
  return after.figures.flatMap(({ suite, title, floor, variants }) => {
    const earlier = before.figures.find((figure) =>
      figure.suite === suite && figure.title === title &&
      figure.floor === floor
    );
    return variants.flatMap((variant): Change[] => {
      const known = earlier?.variants.find(({ name }) => name === variant.name);
      if (known === undefined || variant.name === floor) return [];
      return [{
        suite,
        title,
        variant: variant.name,
        floor,
        before: known.ratio,
        after: variant.ratio,
        verdict: verdictOf(known, variant),
      }];
    });
  });
}

/** The changes as lines of text. */
export function changeTable(changes: readonly Change[]): string {
  return inColumns(
    changes.map(({ suite, title, variant, floor, ...change }) => [
      `${suite}: ${title}: ${variant} to ${floor}`,
      ratioText(change.before),
      `→ ${ratioText(change.after)}`,
      change.verdict,
    ]),
  );
}

function verdictOf(
  { ratio: before }: VariantReport,
  { ratio: after }: VariantReport,
): Change["verdict"] {
  if (after.low > before.high) return "slower";
  return after.high < before.low ? "faster" : "same";
}
