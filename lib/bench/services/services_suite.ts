/**
 * Suites that measure the same services, run in several ways.
 *
 * @module
 */
import type { Budget, Suite } from "../sampling/suite.ts";
import {
  BARE,
  serviceWays,
  type Timed,
  type WaysOptions,
} from "./service_ways.ts";

/** What tells one such suite from another. */
export interface ServicesSuite extends WaysOptions {
  readonly brief: string;
  /** Of the one figure. */
  readonly title: string;
  readonly timed: Timed;
  /** @default {[]} */
  readonly budgets?: readonly Budget[];
}

/** A suite with one figure, that compares every way to run services. */
export function servicesSuite(
  { brief, title, timed, budgets = [], ...options }: ServicesSuite,
): Suite {
  return {
    brief,
    rounds: 10,
    async open(context, stack) {
      const ways = await serviceWays(context, stack, options);
      const [first] = ways;
      if (first === undefined) return [];
      return [{
        title,
        // Bare, where there is that.
        floor: first.name,
        budgets: first.name === BARE ? budgets : [],
        together: true,
        variants: ways.map(({ name, kind, timing }) => ({
          name,
          kind,
          ...timing(timed),
        })),
      }];
    },
  };
}
