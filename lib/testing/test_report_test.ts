import assert from "node:assert/strict";
import fc from "../../tests/packages/fast_check.ts";
import {
  closingLine,
  mergeTestReports,
  readTestReport,
} from "./test_report.ts";

interface Case {
  readonly name: string;
  readonly inside?: string;
  readonly filteredOut?: boolean;
}

function suite(file: string, cases: readonly Case[]): string {
  const lines = cases.map(({ name, inside = "", filteredOut = false }) =>
    `<testcase name="${escape(name)}" classname="./${file}"` +
    `${filteredOut ? "" : ' time="0.001"'} line="1">${inside}</testcase>`
  );
  return `<testsuite name="./${file}">${lines.join("\n")}</testsuite>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;");
}

function document(...suites: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test">${suites.join("")}</testsuites>`;
}

Deno.test("readTestReport() counts passed, failed and skipped tests", () => {
  const xml = document(suite("a_test.ts", [
    { name: "one" },
    { name: "two", inside: '<failure message="no">1 &lt; 0</failure>' },
    { name: "three (needs tmux)", inside: "<skipped/>" },
  ]));
  const report = readTestReport(xml, { files: ["a_test.ts"], code: 1 });
  assert.deepEqual(report.failures, ["two (./a_test.ts:1)"]);
  assert.deepEqual(report.skipped, ["three (needs tmux)"]);
  assert.equal(closingLine(report), "1 passed, 1 failed, 1 skipped");
});

Deno.test("readTestReport() counts a failed test once, not its steps", () => {
  const xml = document(suite("a_test.ts", [
    { name: "a > b" },
    { name: "steps", inside: "<failure/>" },
    { name: "steps > one" },
    { name: "steps > two > deep", inside: "<failure/>" },
  ]));
  const report = readTestReport(xml, { files: ["a_test.ts"], code: 1 });
  assert.equal(closingLine(report), "1 passed, 1 failed, 0 skipped");
});

Deno.test("readTestReport() leaves out what a filter left out", () => {
  const xml = document(suite("a_test.ts", [
    { name: "one" },
    { name: "two", inside: "<skipped/>", filteredOut: true },
  ]));
  const report = readTestReport(xml, { files: ["a_test.ts"], code: 0 });
  assert.equal(closingLine(report), "1 passed, 0 failed, 0 skipped");
});

Deno.test("readTestReport() counts a file without a result as failed", () => {
  const files = ["a_test.ts", "b_test.ts"];
  const xml = document(suite("a_test.ts", [{ name: "one" }]));
  const report = readTestReport(xml, { files, code: 1 });
  assert.deepEqual(report.silent, ["b_test.ts"]);
  assert.equal(closingLine(report), "1 passed, 1 failed, 0 skipped");
  assert.equal(readTestReport(undefined, { files, code: 137 }).failed, 2);
});

Deno.test("readTestReport() counts a failed run without a failed test", () => {
  const xml = document(suite("a_test.ts", [{ name: "one" }]));
  const { failed } = readTestReport(xml, { files: ["a_test.ts"], code: 1 });
  assert.equal(failed, 1);
});

Deno.test("mergeTestReports() adds up and keeps what each one lists", () => {
  const xml = document(suite("a_test.ts", [
    { name: "one" },
    { name: "two", inside: "<failure/>" },
    { name: "three", inside: "<skipped/>" },
  ]));
  const report = readTestReport(xml, { files: ["a_test.ts"], code: 1 });
  const none = readTestReport(undefined, { files: ["b_test.ts"], code: 1 });
  assert.deepEqual(mergeTestReports([report, none, report]), {
    passed: 2,
    failed: 3,
    failures: [...report.failures, ...report.failures],
    skipped: ["three", "three"],
    silent: ["b_test.ts"],
  });
  assert.equal(
    closingLine(mergeTestReports([])),
    "0 passed, 0 failed, 0 skipped",
  );
});

Deno.test("readTestReport() takes any name", () => {
  const names = fc.uniqueArray(
    fc.string({ unit: "grapheme-ascii" }).filter((name) =>
      !name.includes(" > ")
    ),
  );
  fc.assert(fc.property(names, (list) => {
    const xml = document(suite("a_test.ts", list.map((name) => ({ name }))));
    const report = readTestReport(xml, { files: ["a_test.ts"], code: 0 });
    assert.equal(report.passed, list.length);
  }));
});
