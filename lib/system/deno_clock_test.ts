import assert from "node:assert/strict";
import { denoClock } from "./deno_clock.ts";

Deno.test("every() acts again and again until its end", async () => {
  const clock = denoClock();
  const third = Promise.withResolvers<void>();
  let acts = 0;
  const end = clock.every(1, () => {
    if (++acts === 3) third.resolve();
  });
  await third.promise;
  end();
  const before = acts;
  await clock.sleep(20);
  assert.equal(acts, before);
});

Deno.test("sleep() rejects with the signal's reason", async () => {
  const clock = denoClock();
  const stop = new AbortController();
  const sleeping = clock.sleep(60_000, stop.signal);
  stop.abort(new Error("enough"));
  await assert.rejects(sleeping, /enough/);
  await assert.rejects(clock.sleep(0, stop.signal), /enough/);
});
