/**
 * The gate on times that were really taken: one commit measured against
 * itself, 80 rounds of each figure, on a machine of two cores that was busy
 * with other work all the while.
 *
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import recorded from "../../tests/fixtures/bench_samples.json" with {
  type: "json",
};
import { isUnclear, judge, type Verdict } from "./gate.ts";
import { measure } from "./measure.ts";
import { ratioOf } from "./ratio.ts";

/** As in CI. */
const GATE = 0.1;

/** Times of `bench` with as many rounds as the suites start with. */
const ROUNDS = 20;

/** Runs of each figure, which begin at different rounds of the record. */
const RUNS = 4;

/** The verdicts of twenty runs in which the later commit is so much slower. */
async function verdicts(slowdown: number): Promise<Verdict[]> {
  const found: Verdict[] = [];
  for (const { before, after } of recorded) {
    for (let run = 0; run < RUNS; run++) {
      const replay = (name: string, times: readonly number[], factor = 1) => {
        // The warm-up takes one.
        let next = Math.floor(run * times.length / RUNS) - 1;
        return {
          name,
          run: () =>
            Promise.resolve((times.at(next++ % times.length) ?? NaN) * factor),
        };
      };
      const [base, own] = await measure([
        replay("before", before),
        replay("after", after, slowdown),
      ], {
        rounds: ROUNDS,
        goOn: (samples) => isUnclear(samples, { floor: "before", gate: GATE }),
      });
      assert.ok(base && own);
      found.push(judge(ratioOf(own, base), GATE));
    }
  }
  return found;
}

Deno.test("the gate catches 20 percent in at least 19 of 20 runs", async () => {
  const caught = (await verdicts(1.2)).filter((found) => found === "slower");
  assert.ok(caught.length >= 19, `${caught.length} of 20`);
});

Deno.test("the gate passes no change in at least 19 of 20 runs", async () => {
  const all = await verdicts(1);
  const passed = all.filter((found) => found !== "slower");
  assert.equal(all.length, 20);
  assert.ok(passed.length >= 19, `${passed.length} of 20`);
});

Deno.test("the gate passes what became faster", async () => {
  assert.ok((await verdicts(0.8)).every((found) => found !== "slower"));
});

Deno.test("judge() tells by the side of the gate on which the interval lies", () => {
  const bound = fc.double({ min: 0.01, max: 10, noNaN: true });
  const property = fc.property(
    fc.tuple(bound, bound, bound),
    fc.double({ min: 0.01, max: 1, noNaN: true }),
    (bounds, gate) => {
      const [low, value, high] = bounds.toSorted((a, b) => a - b);
      assert.ok(low !== undefined && value !== undefined && high !== undefined);
      const verdict = judge({ low, value, high }, gate);
      const inside = low <= 1 + gate && 1 + gate <= high;
      assert.equal(verdict === "unclear", inside);
      if (!inside) assert.equal(verdict === "slower", value > 1 + gate);
    },
  );
  fc.assert(property);
});

Deno.test("isUnclear() asks for more rounds until there are enough of them", () => {
  const taken = (rounds: number, ratio: (round: number) => number) => [
    { name: "before", times: Array.from({ length: rounds }, () => 100) },
    {
      name: "after",
      times: Array.from({ length: rounds }, (_, round) => 100 * ratio(round)),
    },
  ];
  const ask = (samples: ReturnType<typeof taken>): boolean =>
    isUnclear(samples, { floor: "before", gate: GATE });
  const wavering = (round: number): number => round % 2 === 0 ? 1 : 1.2;
  assert.equal(ask(taken(20, () => 1.3)), false);
  assert.equal(ask(taken(20, () => 1)), false);
  assert.equal(ask(taken(20, wavering)), true);
  assert.equal(ask(taken(80, wavering)), false);
});
