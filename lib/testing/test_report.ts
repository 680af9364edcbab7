/**
 * What became of the tests, read from the JUnit report of `deno test`.
 *
 * @module
 */
import { parseXml, XmlElement } from "@rgrove/parse-xml";

/** The outcome of a run. */
export interface TestReport {
  readonly passed: number;
  readonly failed: number;
  /** Names of the tests that failed, with the file and the line of each. */
  readonly failures: readonly string[];
  /** Names of the tests that did not run, with the reason in the name. */
  readonly skipped: readonly string[];
  /** Files that gave no result, because they do not load for instance. */
  readonly silent: readonly string[];
}

/** The run that a report belongs to. */
export interface TestRun {
  /** Test files that were asked for, relative to the directory of the run. */
  readonly files: readonly string[];
  /** Exit code of `deno test`. */
  readonly code: number;
}

/**
 * Counts tests, their steps not apart. A file that was asked for and says
 * nothing counts as one failed test, for Deno leaves what does not load out of
 * the report; so does a run that failed without a failed test. Tests that a
 * name filter left out count nowhere.
 */
export function readTestReport(
  xml: string | undefined,
  { files, code }: TestRun,
): TestReport {
  const suites = xml === undefined ? [] : suitesOf(xml);
  const heard = new Set(suites.map(({ attributes }) => attributes.name));
  const silent = files.filter((file) => !heard.has(`./${file}`));
  const cases = suites.flatMap(testsOf);
  const failed = cases.filter((test) => has(test, "failure"));
  const skipped = cases.filter((test) => has(test, "skipped"));
  const failures = failed.length + silent.length;
  return {
    passed: cases.length - failed.length - skipped.length,
    failed: code === 0 ? failures : Math.max(failures, 1),
    failures: failed.map(({ attributes: { name, classname, line } }) =>
      `${name} (${classname}:${line})`
    ),
    skipped: skipped.map(({ attributes }) => attributes.name ?? ""),
    silent,
  };
}

/** One report of several runs. */
export function mergeTestReports(reports: readonly TestReport[]): TestReport {
  return {
    passed: sum(reports.map(({ passed }) => passed)),
    failed: sum(reports.map(({ failed }) => failed)),
    failures: reports.flatMap(({ failures }) => failures),
    skipped: reports.flatMap(({ skipped }) => skipped),
    silent: reports.flatMap(({ silent }) => silent),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The line that closes a run. */
export function closingLine({ passed, failed, skipped }: TestReport): string {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}

function suitesOf(xml: string): XmlElement[] {
  return elementsOf(parseXml(xml).root);
}

/**
 * A suite's tests without their steps, which are called "TEST > STEP", and
 * without those that a filter left out, which have no time.
 */
function testsOf(suite: XmlElement): XmlElement[] {
  const cases = elementsOf(suite).filter(({ name }) => name === "testcase");
  const names = new Set(cases.map(({ attributes }) => attributes.name ?? ""));
  return cases.filter(({ attributes: { name = "", time } }) =>
    time !== undefined && !beginnings(name).some((part) => names.has(part))
  );
}

/** `"a > b > c"` returns `"a"` and `"a > b"`. */
function beginnings(name: string): string[] {
  const parts = name.split(" > ");
  return parts.slice(1).map((_, index) =>
    parts.slice(0, index + 1).join(" > ")
  );
}

function has(element: XmlElement, name: string): boolean {
  return elementsOf(element).some((child) => child.name === name);
}

function elementsOf(element: XmlElement | null): XmlElement[] {
  return (element?.children ?? []).filter((child) =>
    child instanceof XmlElement
  );
}
