/**
 * A line of the log for which a start waits, in a log that has a limit.
 *
 * @module
 */
import assert from "node:assert/strict";
import { tempWorkspace, waitFor } from "../support/harness.ts";

/** Says that it is up, then writes more than its log may hold. */
const NOISY = `import os, time
def fill(count):
    for n in range(count):
        os.write(1, b"noise %07d\\n" % n * 100)
fill(200)
os.write(1, b"the app is ")
while not os.path.exists("go"): time.sleep(0.01)
os.write(1, b"up now\\n")
fill(500)
open("done", "w").write("done")
time.sleep(3600)
`;

Deno.test("ready: { log } finds its line though the log turned many times since", async () => {
  await using workspace = await tempWorkspace({
    services: {
      app: {
        command: ["python", "noisy.py"],
        ready: { log: "^the app is up now$", timeout: 20 },
        logLimit: 0.02,
      },
    },
    files: { "noisy.py": NOISY },
  });
  const textOf = (file: string): Promise<string> =>
    Deno.readTextFile(workspace.path(file)).catch(() => "");
  const log = ".hearth/logs/app.log";
  assert.equal((await workspace.run(["setup"])).code, 0);
  await using start = workspace.spawn(["start"]);
  await waitFor(
    async () =>
      (await textOf(log)).endsWith("the app is ") &&
      (await textOf(`${log}.reader`)) !== "",
    "the beginning of the line, and someone who reads",
  );
  // No one reads while the log turns.
  start.signal("SIGSTOP");
  await workspace.write("go", "");
  await waitFor(
    async () =>
      (await textOf(`${log}.0`)).includes("up now") ||
      (await textOf("done")) !== "",
    "the line to be in the earlier file",
  );
  await new Promise((resolve) => setTimeout(resolve, 1000));
  start.signal("SIGCONT");
  const { code, stderr } = await start.result;
  assert.equal(code, 0, stderr);
  const logs = await Array.fromAsync(
    Deno.readDir(workspace.path(".hearth/logs")),
  );
  const files = logs.map(({ name }) => name)
    .filter((name) => /^app\.log\.(reader|turned)/.test(name));
  assert.deepEqual(files, []);
  await waitFor(
    async () => (await textOf(log)).includes("noise 0000499"),
    "the end of the output",
  );
});
