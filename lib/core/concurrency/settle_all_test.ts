import assert from "node:assert/strict";
import { settleAll } from "./settle_all.ts";

Deno.test("settleAll() gives every value in order", async () => {
  assert.deepEqual(
    await settleAll([Promise.resolve(1), Promise.resolve("a")]),
    [
      1,
      "a",
    ],
  );
});

Deno.test("settleAll() throws only when nothing goes on any more", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let hasEnded = false;
  const slow = promise.then(() => {
    hasEnded = true;
  });
  const all = settleAll([Promise.reject(new RangeError("no")), slow]);
  queueMicrotask(resolve);
  await assert.rejects(all, RangeError);
  assert.ok(hasEnded);
});
