/**
 * How long services take to start.
 *
 * @module
 */
import type { Suite } from "../../lib/bench/suite.ts";
import { AS_PIP_GIVES, BARE, serviceWays } from "../service_ways.ts";

const suite: Suite = {
  brief: "from the command until JupyterLab and the app answer",
  rounds: 10,
  async open(context) {
    await using stack = new AsyncDisposableStack();
    const ways = await serviceWays(context, stack);
    const kept = stack.move();
    return {
      figures: [{
        title: "start → all answer",
        floor: context.compared ? BARE : ways[0]?.name ?? "",
        budgets: context.compared
          ? [
            { of: BARE, over: 60 },
            { of: AS_PIP_GIVES, ratio: 0.4 },
          ]
          : [],
        variants: ways.map(({ name, kind, cycle }) => ({
          name,
          kind,
          run: async () => (await cycle({ busy: false })).startMs,
        })),
      }],
      [Symbol.asyncDispose]: () => kept.disposeAsync(),
    };
  },
};
export default suite;
