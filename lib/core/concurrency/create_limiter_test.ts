import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { createLimiter, pooledMap } from "./create_limiter.ts";

Deno.test("createLimiter() never runs more than it may, and all in the end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.boolean(), { maxLength: 12 }),
      async (scheduler, most, works) => {
        const turn = createLimiter(most);
        let running = 0;
        const done = works.map((fails) =>
          turn(async () => {
            assert.ok(++running <= most);
            await scheduler.schedule(Promise.resolve());
            running--;
            if (fails) throw new Error("on purpose");
          })
        );
        const settled = Promise.allSettled(done);
        await scheduler.waitFor(settled);
        const failed = (await settled).map(({ status }) =>
          status === "rejected"
        );
        assert.deepEqual(failed, works);
      },
    ),
  );
});

Deno.test("pooledMap() keeps the order, and stops at the first error", async () => {
  const doubled = await pooledMap([3, 1, 2], 2, async (value) => {
    await new Promise((resolve) => setTimeout(resolve, value));
    return value * 2;
  });
  assert.deepEqual(doubled, [6, 2, 4]);
  const seen: number[] = [];
  await assert.rejects(
    pooledMap([1, 2, 3, 4, 5, 6], 2, (value) => {
      seen.push(value);
      return value === 2 ? Promise.reject(new Error("two")) : Promise.resolve();
    }),
    /two/,
  );
  assert.ok(seen.length < 6);
});
