/**
 * `test` gets what the tests need and runs them.
 *
 * @module
 */
import { ensureEnvironment } from "../../lib/setup/environment.ts";
import { EXIT } from "../../lib/core/errors.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { provisionTestTools } from "../../lib/testing/provision_test_tools.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { runTests } from "../../lib/testing/run_tests.ts";
import { testFiles, UNIT } from "../../lib/testing/test_files.ts";
import { closingLine } from "../../lib/testing/test_report.ts";
import { TEST_TOOLS, type TestToolName } from "../../lib/testing/test_tools.ts";

/** Flags of `test`. */
export interface TestFlags {
  readonly filter?: string;
  readonly install: boolean;
}

/** Runs the tests, several files at once; its last word is the count. */
export async function test(
  this: TaskContext,
  { filter, install: mayInstall }: TestFlags,
  ...words: string[]
): Promise<void> {
  const isUnit = words.length > 0 && words.every((word) => word === UNIT);
  const install = mayInstall && !isUnit;
  const { system, paths, report, signal } = this;
  const files = await testFiles(system, { root: paths.root, words });
  const tools = await provisionTestTools(system, { install, report, signal });
  for (const name of isUnit ? [] : tools.missing) {
    report.warn(describeMissing(name, tools.env.os === "darwin"));
  }
  if (install) {
    const machine = { ...system, env: tools.env };
    const workspace = await loadWorkspace({ system: machine, paths });
    await ensureEnvironment({ system: machine, paths, workspace }, {
      report,
      signal,
    });
  }

  const outcome = await runTests(system, files, {
    root: paths.root,
    state: paths.state,
    env: tools.env,
    print: (text) => this.process.stdout.write(text),
    signal,
    ...(filter !== undefined && { filter }),
  });

  for (const name of outcome.skipped) report.note(`Skipped: ${name}`);
  for (const name of outcome.failures) report.note(`Failed: ${name}`);
  for (const file of outcome.silent) report.warn(`No result from ${file}`);
  const ran = outcome.passed + outcome.failed;
  if (ran === 0) report.warn("No test ran");
  report.result(closingLine(outcome));
  // Not thrown: nothing may follow the closing line.
  if (ran === 0 || outcome.failed > 0) this.process.exitCode = EXIT.failed;
}

/** One line for a program that is missing, with its remedy where one is. */
function describeMissing(name: TestToolName, onMac: boolean): string {
  const { brew } = TEST_TOOLS[name];
  const hint = onMac && brew ? ` (brew install ${brew})` : "";
  return `${name} is missing${hint}: tests that need it are skipped`;
}
