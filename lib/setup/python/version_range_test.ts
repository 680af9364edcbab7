import assert from "node:assert/strict";
import { isInRange, lowestOf } from "./version_range.ts";
import { compareVersions } from "../../core/text/compare_versions.ts";

Deno.test("isInRange() holds a version against every bound", () => {
  const range = ">=3.11, <3.15, !=3.12.4";
  assert.equal(isInRange("3.11.0", range), true);
  assert.equal(isInRange("3.9.20", range), false);
  assert.equal(isInRange("3.15.0", range), false);
  assert.equal(isInRange("3.12.4", range), false);
  assert.equal(isInRange("3.12.0", "==3.12"), true);
  assert.equal(isInRange("3.12.0", ">3.12"), false);
  assert.equal(isInRange("3.12.0", "<=3.12"), true);
});

Deno.test("compareVersions() compares numbers, not text", () => {
  assert.ok(compareVersions("3.9", "3.10") < 0);
  assert.equal(compareVersions("3.10", "3.10.0"), 0);
});

Deno.test("lowestOf() gives the strongest lower bound", () => {
  assert.equal(lowestOf(">=3.11,<3.15"), "3.11");
  assert.equal(lowestOf(">=3.9,>=3.12"), "3.12");
  assert.equal(lowestOf("<4"), "3.11");
});
