import assert from "node:assert/strict";
import { parseObjectHeader } from "./object_header.ts";

Deno.test("parseObjectHeader() reads ids of either length and knows what is missing", () => {
  for (const id of ["a1".repeat(20), "b2".repeat(32)]) {
    const header = { id, kind: "blob", size: 12 };
    assert.deepEqual(parseObjectHeader(`${id} blob 12`), header);
    assert.equal(parseObjectHeader(`${id} missing`), undefined);
  }
});
