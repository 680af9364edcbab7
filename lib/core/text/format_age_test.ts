import assert from "node:assert/strict";
import { formatAge } from "./format_age.ts";

Deno.test("formatAge() shows the two largest units", () => {
  const cases: [number, string][] = [
    [-5, "0 s"],
    [499, "0 s"],
    [59_000, "59 s"],
    [61_000, "1 min 1 s"],
    [3_600_000, "1 h"],
    [3_661_000, "1 h 1 min"],
    [90_061_000, "1 d 1 h"],
  ];
  for (const [ms, text] of cases) assert.equal(formatAge(ms), text);
});
