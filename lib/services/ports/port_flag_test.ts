import assert from "node:assert/strict";
import { parsePortFlag } from "./port_flag.ts";

Deno.test("parsePortFlag() reads NAME=N", () => {
  assert.deepEqual(parsePortFlag("server=8000"), ["server", 8000]);
});

Deno.test("parsePortFlag() refuses everything else", () => {
  for (const text of ["8000", "a=", "a=0", "a=65536", "a=1.5", "=1", "a=-1"]) {
    assert.throws(() => parsePortFlag(text), RangeError, text);
  }
});
