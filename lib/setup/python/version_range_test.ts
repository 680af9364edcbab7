import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { isInRange, lowestOf, upperMarker } from "./version_range.ts";
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

Deno.test("isInRange() knows compatible releases and prefixes", () => {
  const cases: [string, string, boolean][] = [
    ["3.12.4", "~=3.11", true],
    ["3.10.9", "~=3.11", false],
    ["3.12.4", "~=3.12.2", true],
    ["3.13.0", "~=3.12.2", false],
    ["3.12.9", "==3.12.*", true],
    ["3.13.0", "==3.12.*", false],
    ["3.12.9", "!=3.12.*", false],
    ["3.11.0", "!=3.12.*", true],
    ["3.12.4", "===3.12.4", true],
  ];
  for (const [version, range, expected] of cases) {
    assert.equal(isInRange(version, range), expected, `${version} ${range}`);
  }
});

Deno.test("lowestOf() and upperMarker() are the ends of the versions in a range", () => {
  const minor = fc.integer({ min: 9, max: 16 });
  const bound = fc.tuple(fc.constantFrom("", ".2"), minor)
    .map(([patch, minor]) => `3.${minor}${patch}`);
  const part = fc.oneof(
    fc.tuple(fc.constantFrom(">=", "<", "<="), bound).map((all) =>
      all.join("")
    ),
    minor.map((minor) => `==3.${minor}.*`),
    bound.filter((bound) => bound.endsWith(".2")).map((bound) => `~=${bound}`),
  );
  const versions = Array.from(
    { length: 9 * 4 },
    (_, index) => `3.${9 + Math.floor(index / 4)}.${index % 4}`,
  );
  fc.assert(fc.property(fc.array(part, { minLength: 1 }), (parts) => {
    const range = parts.join(", ");
    const inside = versions.filter((version) => isInRange(version, range));
    const upper = upperMarker(range)?.replace(/^python_full_version|'/g, "");
    const ends = [
      ...(/[>~]=|==/.test(range) ? [`>=${lowestOf(range)}`] : []),
      ...(upper === undefined ? [] : [upper.trim()]),
    ].join(",");
    const between = versions.filter((version) =>
      ends === "" || isInRange(version, ends)
    );
    assert.deepEqual(inside, between, `${range} is ${ends}`);
  }));
});

Deno.test("upperMarker() bounds only what a range excludes", () => {
  assert.equal(upperMarker(">=3.11"), undefined);
  assert.equal(upperMarker(">=3.10,<4.0"), undefined);
  assert.equal(upperMarker("<3.13"), "python_full_version < '3.13'");
  assert.equal(upperMarker("<=3.13,<3.13"), "python_full_version < '3.13'");
  assert.equal(upperMarker("~=3.12.1"), "python_full_version < '3.13'");
});
