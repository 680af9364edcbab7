/**
 * Prints what was measured: a table for people, an object for programs.
 *
 * @module
 */
import { ratioOf, summarize } from "./measure.ts";

/** Times in milliseconds by variant, by what was measured. */
export type Comparison = Readonly<
  Record<string, readonly (readonly [string, readonly number[]])[]>
>;

/** How to print. */
export interface PrintOptions {
  /** Variant to which the others are compared. */
  readonly base: string;
  readonly json: boolean;
}

/** Prints medians, spreads, ratios and differences to the base. */
export function printComparison(
  comparison: Comparison,
  { base, json }: PrintOptions,
): void {
  const rows = Object.entries(comparison).map(([what, variants]) => {
    const results = variants.map(([name, times]) => summarize(name, times));
    const floor = results.find(({ name }) => name === base);
    return {
      what,
      results: results.map((result) => ({
        ...result,
        ratio: floor && ratioOf(result, floor),
        over: floor && result.median - floor.median,
      })),
    };
  });
  if (json) return print(JSON.stringify({ base, rows }));
  for (const { what, results } of rows) {
    print(`\n${what}`);
    for (const { name, median, spread, ratio, over } of results) {
      const interval = ratio &&
        `× ${ratio.value.toFixed(2)} (${ratio.low.toFixed(2)}–${
          ratio.high.toFixed(2)
        })`;
      print(
        `  ${name.padEnd(28)} ${median.toFixed(0).padStart(6)} ms ± ${
          spread.toFixed(0).padEnd(4)
        } ${interval ?? ""}  ${
          over === undefined
            ? ""
            : `${over >= 0 ? "+" : ""}${over.toFixed(0)} ms`
        }`,
      );
    }
  }
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
