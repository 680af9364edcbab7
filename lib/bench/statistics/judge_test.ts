import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { comparePairs, judge, logRatiosOf, lookAt } from "./judge.ts";
import { planLooks } from "./look_plan.ts";

const OPTIONS = { gate: 0.1, alpha: 0.005 };

/** Pairs whose ratios lie evenly around a center. */
function around(center: number, spread: number, pairs = 20): number[] {
  return Array.from(
    { length: pairs },
    (_, pair) => Math.log(center) + spread * (2 * pair / (pairs - 1) - 1),
  );
}

Deno.test("judge() calls slower, faster, same and noisy what is so", () => {
  assert.equal(judge(around(1.2, 0.02), OPTIONS), "slower");
  assert.equal(judge(around(1 / 1.2, 0.02), OPTIONS), "faster");
  assert.equal(judge(around(1, 0.02), OPTIONS), "same");
  assert.equal(judge(around(1.05, 0.02), OPTIONS), "same");
  assert.equal(judge(around(1.1, 0.02), OPTIONS), "noisy");
  assert.equal(judge(around(1, 0.5), OPTIONS), "noisy");
});

Deno.test("judge() agrees with the bounds of comparePairs()", () => {
  const logRatio = fc.double({ min: -0.5, max: 0.5, noNaN: true });
  const logRatios = fc.array(logRatio, { minLength: 8, maxLength: 40 });
  const property = fc.property(logRatios, (all) => {
    const { verdict, low, high = Infinity } = comparePairs(all, OPTIONS);
    if (verdict === "slower") assert.ok(low > 1.1 - 1e-6);
    else if (verdict === "faster") assert.ok(high < 1 / 1.1 + 1e-6);
    else if (verdict === "same") assert.ok(low > 0.909 && high < 1.1001);
    else assert.ok(high > 1.0999 || low < 0.9091);
  });
  fc.assert(property, { numRuns: 100 });
});

Deno.test("comparePairs() could see less, the more the pairs waver", () => {
  const seen = [0, 0.02, 0.1, 0.5].map((spread) =>
    comparePairs(around(1, spread), OPTIONS).detectable ?? NaN
  );
  assert.ok(Math.abs((seen[0] ?? NaN) - 0.1) < 1e-6, "the gate itself");
  assert.deepEqual(seen, seen.toSorted((a, b) => a - b));
});

Deno.test("comparePairs() claims nothing of too few pairs", () => {
  const { verdict, high, detectable } = comparePairs(around(2, 0, 5), OPTIONS);
  assert.deepEqual([verdict, high, detectable], [
    "noisy",
    undefined,
    undefined,
  ]);
});

Deno.test("logRatiosOf() refuses times of different rounds", () => {
  assert.throws(() => logRatiosOf([1], [1, 2]), RangeError);
});

Deno.test("planLooks() shares one error among looks of doubling size", () => {
  const looks = planLooks(10, 0.01);
  assert.deepEqual(looks.map(({ pairs }) => pairs), [10, 20, 40, 80]);
  const spent = looks.reduce((sum, { alpha }) => sum + alpha, 0);
  assert.ok(Math.abs(spent - 0.01) < 1e-12);
  assert.equal(lookAt(looks, 40), looks[2]);
  assert.equal(lookAt(looks, 3), looks[0]);
});
