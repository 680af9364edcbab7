import assert from "node:assert/strict";
import { numberFlag } from "./number_flag.ts";

Deno.test("numberFlag() reads whole numbers within the range", () => {
  const parse = numberFlag({ min: 1, max: 1000 });
  assert.equal(parse("1"), 1);
  assert.equal(parse("1000"), 1000);
  for (
    const text of [
      ...["", " ", "0", "-1", "+1", "1.5", "1e2", "1e30", "0x10", "1001"],
      ...["many", "Infinity", "NaN", " 1", "1 ", "9".repeat(400)],
    ]
  ) {
    assert.throws(() => parse(text), {
      name: "RangeError",
      message: `Expected a whole number from 1 to 1000, not "${text}"`,
    });
  }
});

Deno.test("numberFlag() reads fractions where they are allowed", () => {
  const parse = numberFlag({ min: 0.1, max: 60, whole: false });
  assert.equal(parse("0.1"), 0.1);
  assert.equal(parse("2.50"), 2.5);
  for (
    const text of ["", "0", "0.05", "-1", "1e1", "60.1", ".5", "5.", "1,5"]
  ) {
    assert.throws(
      () => parse(text),
      /^RangeError: Expected a number from 0\.1/,
    );
  }
});
