import assert from "node:assert/strict";
import { UserError } from "../../core/errors.ts";
import { LONGEST_VARIABLE } from "../../services/launch/environment_size.ts";
import { fakeSystem } from "../../../tests/support/fake_system.ts";
import type { SecretState } from "../store/secret_state.ts";
import { refuseOddName, refuseValues } from "../store/secret_name.ts";
import { canAsk, cannotAsk } from "./ask_secret.ts";
import { declaredSecrets } from "./declared_secrets.ts";
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
  assert.match(message, /^Cannot take that as PIN: it does not match/);
  assert.deepEqual([hint, exitCode], ["Nothing was changed.", 1]);
  const empty = thrown(() =>
    refuseUnusable("PIN", "", { ...PIN, url: "https://x.example" })
  );
  assert.deepEqual([empty.hint, empty.exitCode], ["See https://x.example", 3]);
});

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

Deno.test("declaredSecrets() picks by name, and does not repeat another one", () => {
  const state = (name: string, isDeclared: boolean): SecretState => ({
    name,
    declared: isDeclared ? { prompt: name } : undefined,
    value: undefined,
    from: undefined,
    isValid: true,
  });
  const states = [state("A", true), state("canary", false), state("B", true)];
  assert.deepEqual(
    declaredSecrets(states, ["B", "A"]).map(({ name }) => name),
    ["B", "A"],
  );
  const error = thrown(() => declaredSecrets(states, ["canary"]));
  assert.match(error.message, /which declares: A, B$/);
  assert.equal(error.exitCode, 2);
  const none = thrown(() => declaredSecrets([], ["canary"]));
  assert.match(none.message, /which declares: none$/);
});

Deno.test("canAsk() wants somebody at a terminal that can hide what is typed", () => {
  const asks = (
    terminals: readonly ("stdin" | "stdout" | "stderr")[],
    variables = {},
  ): boolean => canAsk(fakeSystem({ terminals, variables }));
  assert.ok(asks(["stdin", "stderr"]));
  assert.ok(!asks(["stdin", "stdout"]));
  assert.ok(!asks(["stdout", "stderr"]));
  assert.ok(!asks(["stdin", "stderr"], { TERM: "dumb" }));
  assert.ok(!asks(["stdin", "stderr"], { CI: "true" }));
  const { message, exitCode } = cannotAsk(["A", "B"]);
  assert.equal(message, "Cannot ask for A, B: there is no terminal");
  assert.equal(exitCode, 3);
});
