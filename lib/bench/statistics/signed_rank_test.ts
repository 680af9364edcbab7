import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { centerOf, criticalSum, isAbove } from "./signed_rank.ts";

const difference = fc.double({ min: -5, max: 5, noNaN: true });
const differences = fc.array(difference, { minLength: 8, maxLength: 40 });

Deno.test("criticalSum() agrees with the published table", () => {
  // E. L. Lehmann, "Nonparametrics", table H: one-sided 0.05, 0.025, 0.01.
  const table: [number, number, number, number][] = [
    [8, 5, 3, 1],
    [10, 10, 8, 5],
    [15, 30, 25, 19],
    [20, 60, 52, 43],
    [30, 151, 137, 120],
  ];
  for (const [count, ...expected] of table) {
    const found = [0.05, 0.025, 0.01].map((alpha) =>
      criticalSum(count, alpha, count)
    );
    assert.deepEqual(found, expected, `${count}`);
  }
});

Deno.test("criticalSum() counts signs where all ranks score the same", () => {
  // Five of twenty or fewer: 0.0207; six or fewer: 0.0577.
  assert.equal(criticalSum(20, 0.0577, 1), 6);
  assert.equal(criticalSum(20, 0.0576, 1), 5);
});

Deno.test("criticalSum() says when no result could prove anything", () => {
  assert.equal(criticalSum(9, 1 / 513), -1);
  assert.equal(criticalSum(9, 1 / 512), 0);
});

Deno.test("criticalSum() approximates many as it computes few", () => {
  for (const alpha of [0.01, 0.001, 0.0001]) {
    const exact = criticalSum(300, alpha) / 300 ** 2;
    const close = criticalSum(301, alpha) / 301 ** 2;
    assert.ok(Math.abs(exact / close - 1) < 0.01, `${exact} ${close}`);
  }
});

Deno.test("isAbove() proves exactly the bounds below centerOf()", () => {
  const property = fc.property(differences, (all) => {
    const { low, value, high } = centerOf(all, 0.01);
    assert.ok(low <= value + 1e-9 && value <= high + 1e-9);
    assert.ok(isAbove(all, { bound: low - 1e-6, alpha: 0.01 }));
    assert.ok(!isAbove(all, { bound: low + 1e-6, alpha: 0.01 }));
  });
  fc.assert(property, { numRuns: 50 });
});

Deno.test("isAbove() counts what lies on the bound against the claim", () => {
  const zeros = Array.from({ length: 20 }, () => 0);
  assert.ok(!isAbove(zeros, { bound: 0, alpha: 0.01 }));
  assert.ok(isAbove(zeros, { bound: -0.001, alpha: 0.01 }));
});

Deno.test("centerOf() withstands a few differences that are far off", () => {
  const usual = Array.from({ length: 30 }, (_, at) => (at - 14.5) / 100);
  const { low, value, high } = centerOf([...usual, 1000, 1000, 1000], 0.01);
  assert.ok(low > -0.2 && high < 0.3 && Math.abs(value) < 0.05);
});

Deno.test("centerOf() has no bounds for too few differences", () => {
  assert.deepEqual(centerOf([1, 1], 0.01), {
    value: 1,
    low: -Infinity,
    high: Infinity,
  });
});
