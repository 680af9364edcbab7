import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { ratioOf, summarize } from "./ratio.ts";

/** Times that programs can take, in milliseconds. */
const time = fc.double({ min: 0.1, max: 1e5, noNaN: true });
const rounds = fc.array(fc.tuple(time, time), { minLength: 1, maxLength: 30 });

const named = (name: string, times: readonly number[]) => ({ name, times });

function isClose(found: number, expected: number): boolean {
  return Math.abs(found / expected - 1) < 1e-9;
}

Deno.test("summarize() gives median and median absolute deviation", () => {
  assert.deepEqual(summarize([1, 2, 3, 4, 100]), { median: 3, spread: 1 });
});

Deno.test("ratioOf() compares round by round, so that drift cancels out", () => {
  const property = fc.property(
    fc.array(time, { minLength: 1, maxLength: 30 }),
    fc.double({ min: 0.01, max: 100, noNaN: true }),
    (times, factor) => {
      const slower = named("b", times.map((ms) => ms * factor));
      const { value, low, high } = ratioOf(slower, named("a", times));
      assert.ok([value, low, high].every((found) => isClose(found, factor)));
    },
  );
  fc.assert(property, { numRuns: 30 });
});

Deno.test("ratioOf() holds its value between its bounds, within what was seen", () => {
  const property = fc.property(rounds, (pairs) => {
    const { value, low, high } = ratioOf(
      named("b", pairs.map(([, b]) => b)),
      named("a", pairs.map(([a]) => a)),
    );
    const seen = pairs.map(([a, b]) => b / a);
    assert.ok(low <= value && value <= high);
    assert.ok(Math.min(...seen) <= low && high <= Math.max(...seen));
  });
  fc.assert(property, { numRuns: 50 });
});

Deno.test("ratioOf() gives the same interval for the same times", () => {
  const property = fc.property(rounds, (pairs) => {
    const a = named("a", pairs.map(([a]) => a));
    const b = named("b", pairs.map(([, b]) => b));
    assert.deepEqual(ratioOf(b, a), ratioOf(b, a));
  });
  fc.assert(property, { numRuns: 10 });
});

Deno.test("ratioOf() is surer of more rounds", () => {
  const few = [190, 195, 205, 210, 198, 202, 200, 240];
  const width = (times: readonly number[]): number => {
    const { low, high } = ratioOf(
      named("b", times),
      named("a", times.map(() => 100)),
    );
    return high - low;
  };
  assert.ok(width([...few, ...few, ...few, ...few]) < width(few));
});

Deno.test("ratioOf() refuses times of different rounds", () => {
  assert.throws(() => ratioOf(named("a", [1]), named("b", [1, 2])), RangeError);
});
