/**
 * A report in the form that most CI systems read.
 *
 * @module
 */
import { escapeMarkup } from "../../core/text/escape_markup.ts";
import { resolve } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import type { FlakesReport, Result } from "../result.ts";

/** Writes JUnit's XML: a suite for each revision, a case for each result. */
export async function writeJunit(
  { fs, env }: Pick<System, "fs" | "env">,
  { report, file }: { readonly report: FlakesReport; readonly file: string },
): Promise<void> {
  await fs.writeText(resolve(env.cwd, file), junitXml(report));
}

/** The XML itself. */
function junitXml({ revisions }: FlakesReport): string {
  const suites = revisions.map(({ name, parse, shells }) => {
    const cases = [
      testCase("parse", parse),
      ...shells.flatMap(({ system, shell, evaluate, enter, smoke }) => [
        testCase(`evaluate ${system} ${shell}`, evaluate),
        ...(enter ? [testCase(`enter ${system} ${shell}`, enter)] : []),
        ...(smoke ? [testCase(`smoke ${system} ${shell}`, smoke)] : []),
      ]),
    ];
    return `  <testsuite name="${escaped(name)}">\n${
      cases.join("")
    }  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="flakes">\n${
    suites.join("")
  }</testsuites>\n`;
}

function testCase(name: string, result: Result): string {
  const { status, expected, error = "", reason = "", ms } = result;
  const first = error.split("\n")[0] ?? "";
  const inner = status === "failed" && !expected
    ? `<failure message="${escaped(first)}">${escaped(error)}</failure>`
    : status === "skipped" || status === "unknown" || expected
    ? `<skipped message="${escaped(reason)}"/>`
    : "";
  return `    <testcase name="${escaped(name)}" time="${
    (ms / 1000).toFixed(3)
  }">${inner}</testcase>\n`;
}

/** XML allows no control characters, not even escaped ones. */
function escaped(text: string): string {
  // deno-lint-ignore no-control-regex -- they are what is removed
  return escapeMarkup(text.replaceAll(/[\0-\x08\x0b-\x1f]/g, ""))
    .replaceAll("\n", "&#10;");
}
