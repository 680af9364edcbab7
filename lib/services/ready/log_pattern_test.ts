import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import { GrowingLog } from "./growing_log.ts";
import { LogPattern } from "./log_pattern.ts";

const GREEN = "\x1b[1;32m";
const PLAIN = "\x1b[0m";
const LOG = "/project/web.log";

/** Whether the pattern has come after each state of the log. */
async function answers(
  pattern: string,
  states: readonly string[],
): Promise<boolean[]> {
  const system = fakeSystem({ files: { [LOG]: "" } });
  const log = new LogPattern(new GrowingLog(LOG, { turns: false }), pattern);
  const come: boolean[] = [];
  for (const text of states) {
    await system.fs.writeText(LOG, text);
    come.push(await log.hasCome(system));
  }
  return come;
}

Deno.test("LogPattern finds a line that is written in pieces", async () => {
  const states = ["Listen", "Listening on ", "Listening on 80\nmore\n"];
  assert.deepEqual(await answers("^Listening on \\d+$", states), [
    false,
    false,
    true,
  ]);
});

Deno.test("LogPattern finds a line without an end, and one in color", async () => {
  assert.deepEqual(await answers("^ready$", ["a\nread", "a\nready"]), [
    false,
    true,
  ]);
  const colored = `${GREEN}ready${PLAIN} in ${GREEN}5${PLAIN} ms\r\n`;
  assert.deepEqual(await answers("^ready in 5 ms$", [colored]), [true]);
});

Deno.test("LogPattern joins no two lines, and begins anew with a shorter log", async () => {
  assert.deepEqual(await answers("ready", ["rea\ndy\n"]), [false]);
  assert.deepEqual(await answers("^up$", ["a long line\n", "up\n"]), [
    false,
    true,
  ]);
});

Deno.test("LogPattern counts no line of before the service was started again", async () => {
  const exit = "hearth: exited with code 3, starting it again in 1 s\n";
  assert.deepEqual(
    await answers("^ready", [
      "ready\n",
      `ready\nbusy${exit}`,
      `ready\nbusy${exit}loading\n`,
      `ready\nbusy${exit}loading\nready\n`,
    ]),
    [true, false, false, true],
  );
  assert.deepEqual(await answers("^ready", [`ready\n${exit}a\n`]), [false]);
});
