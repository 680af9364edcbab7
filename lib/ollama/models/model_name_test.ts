import assert from "node:assert/strict";
import { isSameModel } from "./model_name.ts";

Deno.test("isSameModel() takes a name without a tag for the latest, in any case", () => {
  assert.ok(isSameModel("llama3.1", "llama3.1:latest"));
  assert.ok(isSameModel("Tiny", "tiny:LATEST"));
  assert.ok(isSameModel("host:5000/ns/tiny", "host:5000/ns/tiny:latest"));
  assert.ok(!isSameModel("tiny:8b", "tiny"));
  assert.ok(!isSameModel("ns/tiny", "tiny"));
});
