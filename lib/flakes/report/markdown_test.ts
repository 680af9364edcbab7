import assert from "node:assert/strict";
import type { FlakesReport, Result, RevisionReport } from "../result.ts";
import { markdownOf } from "./markdown.ts";
import { reportOf } from "./summary.ts";

function result(status: Result["status"], more: Partial<Result> = {}): Result {
  return { status, ms: 1, cached: false, ...more };
}

function revision(name: string, evaluate: Result): RevisionReport {
  return {
    name,
    commits: [],
    nixpkgs: "host",
    reads: [],
    parse: result("passed"),
    shells: [{ system: "x86_64-linux", shell: "default", evaluate }],
  };
}

function report(...revisions: RevisionReport[]): FlakesReport {
  return reportOf("host", { revisions });
}

Deno.test("markdownOf() has a table, what failed and what is unknown", () => {
  const text = markdownOf(report(
    revision("good", result("passed")),
    revision("a|b", result("failed", { error: "boom `x`\nat flake.nix:1:1" })),
    revision("odd", result("unknown", { reason: "it depends on blorp" })),
    revision("old", result("failed", { expected: true, reason: "known" })),
  ));
  assert.match(
    text,
    /^### Flakes: 5 passed, 1 failed, 1 failed as expected, 1 unknown\n/,
  );
  assert.match(text, /^\| good \| ✅ passed \|$/m);
  assert.match(text, /^\| a\\\|b \| ❌ failed \|$/m);
  assert.match(text, /^- \*\*a\\\|b\*\* x86\\_64-linux default: `boom 'x'`$/m);
  assert.match(
    text,
    /<details>[\s\S]*it depends on blorp[\s\S]*--nixpkgs locked[\s\S]*<\/details>/,
  );
  assert.doesNotMatch(text, /\*\*old\*\*/);
});

Deno.test("markdownOf() leaves out what it has nothing to say of", () => {
  const text = markdownOf(report(revision("good", result("passed"))));
  assert.doesNotMatch(text, /details|- \*\*/);
});

Deno.test("markdownOf() does not list thousands", () => {
  const many = Array.from(
    { length: 100 },
    (_, index) => revision(`r${index}`, result("failed", { error: "boom" })),
  );
  const text = markdownOf(report(...many));
  assert.equal(text.match(/boom/g)?.length, 30);
  assert.match(text, /^- and 70 more$/m);
});
