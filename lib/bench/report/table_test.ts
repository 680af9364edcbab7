import assert from "node:assert/strict";
import { overText } from "./table.ts";

Deno.test("overText() of a comparison has the direction of its ratio", () => {
  const variant = { median: 110, over: 10 };
  assert.equal(overText(variant), "+10.0 ms");
  const comparison = { verdict: "same", value: 0.95, low: 0.9 } as const;
  assert.equal(overText({ ...variant, comparison }), "-5.00 ms");
});
