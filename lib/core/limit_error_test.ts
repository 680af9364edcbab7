import assert from "node:assert/strict";
import { describeError } from "./describe_error.ts";

Deno.test("limitError() names the limit and what to do", () => {
  const cases: [string, RegExp][] = [
    [
      "Failed to spawn '/usr/bin/git': Too many open files (os error 24)",
      /^Error: Cannot go on: too many files are open\nRaise .*ulimit -n 1024/,
    ],
    [
      "Too many open files (os error 24): open '/w/requirements.txt'",
      /^Error: Cannot go on: too many files are open\n/,
    ],
    [
      "Failed to spawn '/bin/sh': Resource temporarily unavailable (os error 11)",
      /^Error: Cannot go on: too many processes are running\nEnd .*ulimit -u 1024/,
    ],
    [
      "Failed to spawn '/bin/sh': Cannot allocate memory (os error 12)",
      /^Error: Cannot go on: there is not enough memory\nEnd .*ulimit -v/,
    ],
  ];
  for (const [message, expected] of cases) {
    assert.match(describeError(new Error(message)), expected);
  }
});

Deno.test("limitError() leaves alone what a limit has nothing to do with", () => {
  const error = new Error("Resource temporarily unavailable (os error 11)");
  assert.match(describeError(error), /^This is a bug/);
});
