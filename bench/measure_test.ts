import assert from "node:assert/strict";
import { interleave, ratioOf, summarize } from "./measure.ts";

Deno.test("interleave() runs every variant once a round, warm-ups not counted", async () => {
  const ran: string[] = [];
  const variant = (name: string, ms: number) => ({
    name,
    run: () => {
      ran.push(name);
      return Promise.resolve(ms);
    },
  });
  const rounds: number[] = [];
  const results = await interleave([variant("a", 10), variant("b", 30)], {
    rounds: 3,
    warmup: 2,
    onRound: (round) => rounds.push(round),
  });
  assert.deepEqual(rounds, [1, 2, 3]);
  for (let i = 0; i < ran.length; i += 2) {
    assert.deepEqual(ran.slice(i, i + 2).sort(), ["a", "b"]);
  }
  assert.equal(ran.length, 10);
  assert.deepEqual(results.map(({ name, times }) => [name, times]), [
    ["a", [10, 10, 10]],
    ["b", [30, 30, 30]],
  ]);
});

Deno.test("summarize() gives median and median absolute deviation", () => {
  const { median, spread } = summarize("a", [1, 2, 3, 4, 100]);
  assert.deepEqual([median, spread], [3, 1]);
});

Deno.test("ratioOf() compares round by round, so that drift cancels out", () => {
  const base = summarize("base", [100, 200, 400, 800]);
  const half = summarize("half", [50, 100, 200, 400]);
  assert.deepEqual(ratioOf(half, base), { value: 0.5, low: 0.5, high: 0.5 });
});

Deno.test("ratioOf() holds the true ratio between its bounds, in order", () => {
  const base = summarize("base", [100, 100, 100, 100, 100, 100, 100, 100]);
  const other = summarize("other", [190, 195, 205, 210, 198, 202, 200, 240]);
  const { value, low, high } = ratioOf(other, base);
  assert.ok(low <= value && value <= high);
  assert.ok(low >= 1.9 && high <= 2.4);
});

Deno.test("ratioOf() refuses results of different rounds", () => {
  assert.throws(
    () => ratioOf(summarize("a", [1]), summarize("b", [1, 2])),
    RangeError,
  );
});
