import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { parseShard, shardOf } from "./shard.ts";

Deno.test("shardOf() gives each to exactly one part, in order, evenly", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat()),
      fc.integer({ min: 1, max: 9 }),
      (list, total) => {
        const indexes = [...list.keys()];
        const parts = Array.from(
          { length: total },
          (_, index) => shardOf(indexes, { index: index + 1, total }),
        );
        assert.deepEqual(parts.flat().sort((a, b) => a - b), indexes);
        const sizes = parts.map(({ length }) => length);
        assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
        for (const part of parts) {
          assert.deepEqual(part, part.toSorted((a, b) => a - b));
        }
      },
    ),
  );
  assert.deepEqual(shardOf([1, 2], undefined), [1, 2]);
});

Deno.test("parseShard() refuses what makes no sense", () => {
  assert.deepEqual(parseShard("2/3"), { index: 2, total: 3 });
  for (const text of ["", "0/1", "2/1", "1/0", "a/b", "1", "1/2/3", "-1/2"]) {
    assert.throws(() => parseShard(text), RangeError, text);
  }
});
