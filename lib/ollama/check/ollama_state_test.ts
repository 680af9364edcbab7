import assert from "node:assert/strict";
import { isNewEnough } from "./ollama_state.ts";

Deno.test("isNewEnough() takes the first version that says who can chat, and builds without one", () => {
  const versions = ["0.6.4", "v0.6.4", "0.10.0", "1.0.0-rc1", "0.0.0", "main"];
  assert.deepEqual(versions.filter((version) => !isNewEnough(version)), []);
  const old = ["0.6.3", "0.5.13", "v0.1.48"];
  assert.deepEqual(old.filter(isNewEnough), []);
});
