/**
 * Suites that measure the same services, run in several ways.
 *
 * @module
 */
import type { Budget, Suite } from "../lib/bench/sampling/suite.ts";
import { BARE, serviceWays, type Timed } from "./service_ways.ts";

/** What tells one such suite from another. */
export interface WaysSuite {
  readonly brief: string;
  /** Of the one figure. */
  readonly title: string;
  readonly budgets: readonly Budget[];
  readonly timed: Timed;
}

/** A suite with one figure, that compares every way to run services. */
export function waysSuite({ brief, title, budgets, timed }: WaysSuite): Suite {
  return {
    brief,
    rounds: 10,
    async open(context, stack) {
      const ways = await serviceWays(context, stack);
      return [{
        title,
        floor: context.compared ? BARE : ways[0]?.name ?? "",
        budgets: context.compared ? budgets : [],
        together: true,
        variants: ways.map((way) => ({
          name: way.name,
          kind: way.kind,
          ...way.timing(timed),
        })),
      }];
    },
  };
}
