import assert from "node:assert/strict";
import { UserError } from "../../core/errors.ts";
import { refuseOddName, refuseValues } from "./secret_name.ts";

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

Deno.test("refuseOddName() and refuseValues() do not repeat what was typed", () => {
  refuseOddName("API_KEY_2");
  refuseValues([]);
  for (const name of ["", "2KEY", "a-b", "canary canary", "KEY=canary"]) {
    const { message, hint, exitCode } = thrown(() => refuseOddName(name));
    assert.doesNotMatch(message + hint, /canary/);
    assert.equal(exitCode, 2);
  }
  const { message, exitCode } = thrown(() => refuseValues(["canary"]));
  assert.doesNotMatch(message, /canary/);
  assert.equal(exitCode, 2);
});
