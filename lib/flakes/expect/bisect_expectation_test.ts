import assert from "node:assert/strict";
import { judge, parseExpectation } from "./bisect_expectation.ts";
import type { RevisionReport, Status } from "../result.ts";

function revision(shells: Readonly<Record<string, Status>>): RevisionReport {
  const facts = { ms: 0, cached: false };
  return {
    name: "one",
    commits: [],
    nixpkgs: "host",
    reads: [],
    parse: { status: "passed", ...facts },
    shells: Object.entries(shells).map(([system, status]) => ({
      system,
      shell: "default",
      evaluate: { status, ...facts },
    })),
  };
}

Deno.test("parseExpectation() takes a status, for one system perhaps", () => {
  assert.deepEqual(parseExpectation("passed"), { status: "passed" });
  assert.deepEqual(parseExpectation("aarch64-darwin=failed"), {
    system: "aarch64-darwin",
    status: "failed",
  });
  for (const text of ["", "good", "=passed", "a=b=passed"]) {
    assert.throws(() => parseExpectation(text), RangeError);
  }
});

Deno.test("judge() calls unknown packages good, and what cannot be told neither", () => {
  const all = [{ status: "passed" }] as const;
  assert.equal(judge(revision({ a: "passed", b: "unknown" }), all), "good");
  assert.equal(judge(revision({ a: "passed", b: "failed" }), all), "bad");
  assert.equal(judge(revision({ a: "passed", b: "skipped" }), all), "skip");
  assert.equal(judge(revision({ "*": "skipped" }), all), "skip");
  assert.equal(judge(revision({ "*": "failed" }), all), "bad");
  const one = [{ system: "a", status: "passed" }] as const;
  assert.equal(judge(revision({ a: "passed", b: "failed" }), one), "good");
  assert.equal(judge(revision({ b: "passed" }), one), "skip");
  const failing = [{ status: "failed" }] as const;
  assert.equal(judge(revision({ a: "failed" }), failing), "good");
  assert.equal(judge(revision({ a: "passed" }), failing), "bad");
});
