import assert from "node:assert/strict";
import { measure } from "./measure.ts";

function variant(
  name: string,
  ms: number,
  ran: string[] = [],
): { name: string; run: () => Promise<number> } {
  return {
    name,
    run: () => {
      ran.push(name);
      return Promise.resolve(ms);
    },
  };
}

Deno.test("measure() runs every variant once a round, warm-ups not counted", async () => {
  const ran: string[] = [];
  const rounds: number[] = [];
  const samples = await measure(
    [variant("a", 10, ran), variant("b", 30, ran)],
    {
      rounds: 3,
      warmup: 2,
      onRound: (round) => rounds.push(round),
    },
  );
  assert.deepEqual(rounds, [1, 2, 3]);
  for (let i = 0; i < ran.length; i += 2) {
    assert.deepEqual(ran.slice(i, i + 2).sort(), ["a", "b"]);
  }
  assert.equal(ran.length, 10);
  assert.deepEqual(samples, [
    { name: "a", times: [10, 10, 10] },
    { name: "b", times: [30, 30, 30] },
  ]);
});

Deno.test("measure() goes on by quarters while it is told to", async () => {
  const asked: number[] = [];
  const [sample] = await measure([variant("a", 1)], {
    rounds: 8,
    goOn: ([{ times } = { times: [] }]) => {
      asked.push(times.length);
      return times.length < 12;
    },
  });
  assert.deepEqual(asked, [8, 10, 12]);
  assert.equal(sample?.times.length, 12);
});

Deno.test("measure() ends between two runs when it is aborted", async () => {
  const controller = new AbortController();
  const ran: string[] = [];
  await assert.rejects(
    measure([variant("a", 1, ran)], {
      rounds: 100,
      signal: controller.signal,
      onRound: (round) => round === 2 && controller.abort(new Error("enough")),
    }),
    /enough/,
  );
  assert.equal(ran.length, 3);
});
