/**
 * How long services take to stop.
 *
 * @module
 */
import type { Suite } from "../../lib/bench/suite.ts";
import { BARE, serviceWays } from "../service_ways.ts";

const suite: Suite = {
  brief: "from the command until nothing is left, a busy kernel included",
  rounds: 10,
  async open(context) {
    await using stack = new AsyncDisposableStack();
    const ways = await serviceWays(context, stack);
    const kept = stack.move();
    return {
      figures: [{
        title: "stop → all gone, one kernel busy",
        floor: context.compared ? BARE : ways[0]?.name ?? "",
        budgets: context.compared
          ? [
            { of: BARE, over: 50 },
          ]
          : [],
        variants: ways.map(({ name, kind, cycle }) => ({
          name,
          kind,
          run: async () => (await cycle({ busy: true })).stopMs,
        })),
      }],
      [Symbol.asyncDispose]: () => kept.disposeAsync(),
    };
  },
};
export default suite;
