import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import { canAsk, cannotAsk } from "./ask_secret.ts";

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
  assert.equal(message, "Cannot prompt for A, B: there is no terminal");
  assert.equal(exitCode, 3);
});
