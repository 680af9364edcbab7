import assert from "node:assert/strict";
import { inColumns } from "./columns.ts";

Deno.test("inColumns() is as wide as the widest cell, without blanks at the end", () => {
  assert.equal(
    inColumns([["a", "bb", ""], ["aaa", "b", "c"]]),
    "a    bb\naaa  b   c",
  );
  assert.equal(inColumns([]), "");
});
