import assert from "node:assert/strict";
import type { SecretState } from "../store/secret_state.ts";
import { declaredSecrets } from "./declared_secrets.ts";

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
  const message = "Cannot prompt for this secret: workspace.ts only declares ";
  assert.throws(() => declaredSecrets(states, ["canary"]), {
    message: `${message}A, B`,
    exitCode: 2,
  });
  assert.throws(() => declaredSecrets([], ["canary"]), {
    message: `${message}none`,
  });
});
