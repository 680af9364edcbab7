import assert from "node:assert/strict";
import { UserError } from "../../core/errors.ts";
import { LONGEST_VARIABLE } from "../../services/launch/environment/environment_size.ts";
import { refuseUnusable, valueProblem } from "./validate_value.ts";

const PIN = { prompt: "Pin", pattern: "\\d{4}" };

/** The error that work ends with. */
function thrown(work: () => unknown): UserError {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error;
  }
  throw new Error("It did not throw");
}

Deno.test("valueProblem() refuses what no variable can hold", () => {
  const longest = LONGEST_VARIABLE - "KEY=\0".length;
  assert.equal(valueProblem("KEY", "value"), undefined);
  assert.equal(valueProblem("KEY", ""), "it is empty");
  assert.match(valueProblem("KEY", "a\0b") ?? "", /NUL/);
  assert.equal(valueProblem("KEY", "x".repeat(longest)), undefined);
  assert.match(
    valueProblem("KEY", "x".repeat(longest + 1)) ?? "",
    new RegExp(`^it is longer than ${longest} bytes`),
  );
  // Bytes count, not characters.
  assert.ok(valueProblem("KEY", "ü".repeat(longest / 2 + 1)));
});

Deno.test("valueProblem() refuses what does not match, without the value", () => {
  assert.equal(valueProblem("PIN", "1234", PIN), undefined);
  assert.equal(
    valueProblem("PIN", "canary", PIN),
    "it does not match the pattern \\d{4}",
  );
});

Deno.test("refuseUnusable() says where to get another, and asks the user for what is empty", () => {
  refuseUnusable("PIN", "1234", PIN);
  const { message, hint, exitCode } = thrown(() =>
    refuseUnusable("PIN", "canary", PIN)
  );
  assert.match(message, /^Cannot use this value for PIN: it does not match/);
  assert.deepEqual([hint, exitCode], ["Nothing was changed.", 1]);
  const empty = thrown(() =>
    refuseUnusable("PIN", "", { ...PIN, url: "https://x.example" })
  );
  assert.deepEqual([empty.hint, empty.exitCode], ["See https://x.example", 3]);
});
