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

Deno.test("measure() goes on from look to look while it is told to", async () => {
  const asked: number[] = [];
  const [sample] = await measure([variant("a", 1)], {
    rounds: 8,
    further: [16, 32],
    goOn: ([{ times } = { times: [] }]) => {
      asked.push(times.length);
      return times.length < 12;
    },
  });
  assert.deepEqual(asked, [8, 16]);
  assert.equal(sample?.times.length, 16);
});

Deno.test("measure() ends with the last look", async () => {
  const [sample] = await measure([variant("a", 1)], {
    rounds: 2,
    further: [4],
    goOn: () => true,
  });
  assert.equal(sample?.times.length, 4);
});

Deno.test("measure() has either variant begin as often as a coin would", async () => {
  const ran: string[] = [];
  const variants = [variant("a", 10, ran), variant("b", 30, ran)];
  await measure(variants, { rounds: 400, warmup: 0 });
  const first = ran.filter((name, at) => at % 2 === 0 && name === "a").length;
  // Chance leaves this range once in two billion runs.
  assert.ok(first > 140 && first < 260, `${first} of 400`);
});

Deno.test("measure() runs both at once, what is not timed one by one", async () => {
  let running = 0;
  let most = 0;
  const log: string[] = [];
  const one = (name: string, ms: number) => ({
    ...variant(name, ms),
    prepare: () => Promise.resolve(void log.push("prepare")),
    run: async () => {
      most = Math.max(most, ++running);
      log.push("run");
      await Promise.resolve();
      running--;
      return ms;
    },
    cleanUp: () => Promise.resolve(void log.push("clean up")),
  });
  const variants = [one("a", 10), one("b", 30)];
  const samples = await measure(variants, {
    rounds: 3,
    warmup: 0,
    together: true,
  });
  assert.equal(most, 2);
  assert.deepEqual(samples.map(({ times }) => times), [[10, 10, 10], [
    30,
    30,
    30,
  ]]);
  assert.deepEqual(log.slice(0, 6), [
    ...["prepare", "prepare", "run", "run", "clean up", "clean up"],
  ]);
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

Deno.test("measure() is aborted, not failed, when Ctrl-C ends the work too", async () => {
  const controller = new AbortController();
  const work = {
    name: "a",
    run(): Promise<number> {
      controller.abort(new Error("interrupted"));
      return Promise.reject(new Error("killed"));
    },
  };
  const { signal } = controller;
  await assert.rejects(measure([work], { signal }), /^Error: interrupted$/);
  await assert.rejects(measure([work]), /^Error: killed$/);
});
