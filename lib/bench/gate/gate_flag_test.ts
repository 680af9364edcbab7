import assert from "node:assert/strict";
import { parseGateFlag } from "./gate_flag.ts";

Deno.test("parseGateFlag() reads percentages, with and without their sign", () => {
  assert.deepEqual(["10%", "10", "2.5 %", "150%"].map(parseGateFlag), [
    0.1,
    0.1,
    0.025,
    1.5,
  ]);
});

Deno.test("parseGateFlag() refuses what is no percentage above zero and up to 1000", () => {
  for (const text of ["0%", "-5%", "", "ten", "10%%", "1e3", "1001%"]) {
    assert.throws(() => parseGateFlag(text), SyntaxError, text);
  }
});
