import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { createBatcher } from "./create_batcher.ts";
import { createLimiter } from "./create_limiter.ts";

Deno.test("createBatcher() answers each item with its own result, in few batches", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(), { maxLength: 40 }),
      fc.integer({ min: 1, max: 7 }),
      async (items, most) => {
        const sizes: number[] = [];
        const ask = createBatcher<number, string>({
          most,
          wait: 0,
          limit: createLimiter(2),
          work: (batch) => {
            sizes.push(batch.length);
            return Promise.resolve(batch.map((item) => `${item}!`));
          },
        });
        const results = await Promise.all(items.map(ask));
        assert.deepEqual(results, items.map((item) => `${item}!`));
        assert.ok(sizes.every((size) => size <= most));
        assert.equal(sizes.length, Math.ceil(items.length / most));
      },
    ),
    { numRuns: 30 },
  );
});

Deno.test("createBatcher() takes along what comes while it waits for its turn", async () => {
  const turn = createLimiter(1);
  let release: () => void = () => {};
  const busy = turn(() => new Promise<void>((resolve) => release = resolve));
  const sizes: number[] = [];
  const ask = createBatcher<number, number>({
    most: 8,
    wait: 0,
    limit: turn,
    work: (batch) => {
      sizes.push(batch.length);
      return Promise.resolve(batch);
    },
  });
  const first = ask(1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const second = ask(2);
  await new Promise((resolve) => setTimeout(resolve, 5));
  release();
  await busy;
  assert.deepEqual(await Promise.all([first, second]), [1, 2]);
  assert.deepEqual(sizes, [2]);
});

Deno.test("createBatcher() reports an error to everybody in the batch, and goes on", async () => {
  const ask = createBatcher<number, number>({
    most: 2,
    wait: 0,
    limit: createLimiter(1),
    work: (batch) =>
      batch.includes(0)
        ? Promise.reject(new Error("zero"))
        : Promise.resolve(batch),
  });
  const results = await Promise.allSettled([ask(0), ask(1), ask(2), ask(3)]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ["rejected", "rejected", "fulfilled", "fulfilled"],
  );
});

Deno.test("createBatcher() takes what comes during a batch into the next one", async () => {
  const sizes: number[] = [];
  let release: () => void = () => {};
  const ask = createBatcher<number, number>({
    most: 8,
    wait: 0,
    parallel: 1,
    limit: createLimiter(4),
    work: async (batch) => {
      sizes.push(batch.length);
      if (sizes.length === 1) {
        await new Promise<void>((resolve) => release = resolve);
      }
      return batch;
    },
  });
  const first = ask(1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const others: Promise<number>[] = [];
  for (const item of [2, 3, 4]) {
    others.push(ask(item));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  release();
  assert.deepEqual(await Promise.all([first, ...others]), [1, 2, 3, 4]);
  assert.deepEqual(sizes, [1, 3]);
});
