import assert from "node:assert/strict";
import { fakeSystem } from "../../tests/support/fake/fake_system.ts";
import { runTests } from "./run_tests.ts";

const FILES = ["a", "b", "c", "d", "e"].map((name) => `tests/${name}_test.ts`);

/** How many processes of tests there were at once at most. */
async function atOnce(variables: Record<string, string>): Promise<number> {
  const system = fakeSystem({ variables, processes: [] });
  const printed: string[] = [];
  let running = 0;
  let most = 0;
  const proc: typeof system.proc = Object.assign(Object.create(system.proc), {
    async run(command: readonly string[]) {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve));
      running--;
      const file = command.at(-1);
      const results = command.find((word) => word.startsWith("--junit-path="));
      await system.fs.writeText(
        results?.replace("--junit-path=", "") ?? "",
        `<testsuites><testsuite name="${file}"><testcase name="x" time="1"/>` +
          "</testsuite></testsuites>",
      );
      return { code: 0, stdout: `${file} is fine\n`, stderr: "" };
    },
  });
  const report = await runTests({ fs: system.fs, proc }, FILES, {
    root: "/project",
    state: "/project/.hearth",
    env: Object.assign(Object.create(system.env), { deno: "deno" }),
    print: (text) => printed.push(text),
    signal: new AbortController().signal,
  });
  assert.equal(report.passed, FILES.length);
  assert.deepEqual(
    printed.toSorted(),
    FILES.map((file) => `./${file} is fine\n`),
  );
  const left = await system.fs.readDir("/project/.hearth");
  assert.deepEqual(left, []);
  return most;
}

Deno.test("runTests() runs as many files at once as DENO_JOBS says", async () => {
  assert.equal(await atOnce({ DENO_JOBS: "2" }), 2);
  assert.equal(await atOnce({ DENO_JOBS: "1" }), 1);
});

Deno.test("runTests() runs a file more than there are processors", async () => {
  const most = Math.min(navigator.hardwareConcurrency + 1, FILES.length);
  assert.equal(await atOnce({}), most);
  assert.equal(await atOnce({ DENO_JOBS: "many" }), most);
});
