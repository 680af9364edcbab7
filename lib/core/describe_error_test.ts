import assert from "node:assert/strict";
import { describeError, exitCodeOf } from "./describe_error.ts";
import { CommandError, Interrupted, UserError } from "./errors.ts";

Deno.test("describeError() says what failed, why and what to type, without a stack", () => {
  const cases: [unknown, string][] = [
    [new UserError("Cannot go", { hint: "Go." }), "Error: Cannot go\nGo."],
    [new UserError("Cannot go"), "Error: Cannot go"],
    [
      new CommandError(["uv", "venv"], 2, "no space"),
      "Error: Command failed with exit code 2: uv venv\nno space",
    ],
    [
      new Error("No space left on device (os error 28): writefile '/w/a b'"),
      'Error: Cannot write "/w/a b": the disk is full\nFree some disk space, then run the command again.',
    ],
    [
      new Error("Permission denied (os error 13): readdir '/w/run'"),
      'Error: Cannot read "/w/run": permission denied\nRun the command as the owner, or make your own clone.',
    ],
    [
      new Error("Is a directory (os error 21): readfile '/w/a'"),
      'Error: Cannot read "/w/a": expected a directory and found a file, or the other way around\nMove it away, then run the command again.',
    ],
    [
      new Error("Permission denied (os error 13)"),
      "Error: Cannot write: permission denied\nTake ownership of the directory (sudo chown), then run the command again.",
    ],
  ];
  for (const [error, text] of cases) assert.equal(describeError(error), text);
});

Deno.test("describeError() shows the stack of what no user can cause", () => {
  assert.match(
    describeError(new TypeError("oops")),
    /^This is a bug.*\n.*oops\n\s+at /,
  );
});

Deno.test("exitCodeOf() takes the error's own code, else 1", () => {
  assert.equal(exitCodeOf(new UserError("", { exitCode: 3 })), 3);
  assert.equal(exitCodeOf(new Interrupted(130)), 130);
  assert.equal(exitCodeOf(new Error()), 1);
});
