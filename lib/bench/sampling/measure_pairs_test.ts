import assert from "node:assert/strict";
import { planLooks } from "../statistics/look_plan.ts";
import { measurePairs } from "./measure_pairs.ts";

/** How many pairs are measured of two that cannot be told apart. */
async function pairsWithin(limitMs: number): Promise<number | undefined> {
  let sign = 1;
  const variant = (name: string, noise: number) => ({
    name,
    run: () => Promise.resolve(10 + noise * (sign = -sign)),
  });
  const [first] = await measurePairs([variant("a", 0), variant("b", 5)], {
    gate: 0.01,
    looks: planLooks(4, 0.01),
    floor: "a",
    together: false,
    stage: { update: () => {} },
    limitMs,
  });
  return first?.times.length;
}

Deno.test("measurePairs() begins no look that would end after its limit", async () => {
  assert.equal(await pairsWithin(0), 4);
  assert.equal(await pairsWithin(60_000), 32);
});
