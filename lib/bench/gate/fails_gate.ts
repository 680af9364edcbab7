/**
 * What a gate fails on.
 *
 * @module
 */
import type { FigureReport } from "../report/report.ts";

/**
 * Whether something is slower, by time or by instructions; with `requirePower`
 * also whether neither of the two could tell.
 */
export function failsGate(
  figures: readonly FigureReport[],
  { requirePower }: { readonly requirePower: boolean },
): boolean {
  return figures.some(({ variants }) =>
    variants.some(({ comparison, instructions }) => {
      const verdicts = [comparison, instructions?.comparison]
        .flatMap((found) => found === undefined ? [] : [found.verdict]);
      return verdicts.includes("slower") ||
        requirePower && verdicts.length > 0 &&
          verdicts.every((verdict) => verdict === "noisy");
    })
  );
}
