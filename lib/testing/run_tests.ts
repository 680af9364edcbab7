/**
 * Running test files, several at once.
 *
 * @module
 */
import { pooledMap } from "../core/concurrency/create_limiter.ts";
import { join } from "../core/files/posix_path.ts";
import type { Environment, System } from "../system/mod.ts";
import { testGroups } from "./test_groups.ts";
import {
  mergeTestReports,
  readTestReport,
  type TestReport,
} from "./test_report.ts";

/** How to run tests. */
export interface TestOptions {
  /** Directory that the files are relative to. */
  readonly root: string;
  /** Directory for what is kept until the tests have ended. */
  readonly state: string;
  readonly env: Environment;
  /** Only tests whose name contains or matches this. */
  readonly filter?: string;
  /** Is given what a group of tests printed, when it has ended. */
  readonly print: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Standard error among standard output, as a terminal would show both. */
const BOTH_STREAMS = 'exec "$@" 2>&1';

/**
 * Runs test files in processes of their own, side by side. What few tests
 * print, and what a filter leaves of many, is shown as it comes.
 */
export async function runTests(
  system: Pick<System, "fs" | "proc">,
  files: readonly string[],
  { root, state, env, filter, print, signal }: TestOptions,
): Promise<TestReport> {
  const { fs, proc } = system;
  const options = { cwd: root, env: env.all(), signal };
  await fs.mkdir(state, { mode: 0o700 });
  const run = async (
    group: readonly string[],
    start: (command: readonly string[]) => Promise<number>,
    name: string,
  ): Promise<TestReport> => {
    const results = join(state, `test-results-${proc.pid}-${name}.xml`);
    const code = await start([
      env.deno,
      "test",
      "-A",
      // Types are checked by `deno task ok`, once for everything.
      "--no-check",
      // Users do not download what only tests need.
      "--lock=tests/deno.lock",
      `--junit-path=${results}`,
      ...(filter === undefined ? [] : [`--filter=${filter}`]),
      ...group.map((file) => `./${file}`),
    ]);
    const xml = await fs.readText(results);
    await fs.remove(results);
    signal.throwIfAborted();
    return readTestReport(xml, { files: group, code });
  };
  const groups = filter === undefined
    ? await testGroups(system, { root, files })
    : [files];
  if (groups.length === 1) {
    const attached = (command: readonly string[]): Promise<number> =>
      proc.runAttached(command, options);
    return await run(files, attached, "all");
  }
  const quietly = async (command: readonly string[]): Promise<number> => {
    const { code, stdout } = await proc.run(
      ["/bin/sh", "-c", BOTH_STREAMS, "sh", ...command],
      options,
    );
    print(stdout);
    return code;
  };
  return mergeTestReports(
    await pooledMap(
      groups,
      jobsOf(env),
      (group, index) => run(group, quietly, `${index}`),
    ),
  );
}

/**
 * `DENO_JOBS` as for `deno test --parallel`, else one process more than there
 * are processors, because many tests wait for programs that they started.
 */
function jobsOf(env: Pick<Environment, "get">): number {
  const jobs = Number(env.get("DENO_JOBS"));
  return jobs >= 1 ? Math.floor(jobs) : navigator.hardwareConcurrency + 1;
}
