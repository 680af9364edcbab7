import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { json } from "../../../tests/support/fake/fake_system.ts";
import {
  parseCanChat,
  parseLoaded,
  parseModels,
  parseVersion,
} from "./ollama_answers.ts";

Deno.test("parseModels() lists the newest first, whatever the time zone", () => {
  const model = (name: string, time: string) => ({
    name,
    size: 1,
    "modified_at": time,
  });
  const models = parseModels(json({
    models: [
      model("older", "2026-01-01T10:00:00Z"),
      model("b", "2026-01-01T12:00:00Z"),
      model("newest", "2026-01-01T10:30:00-04:00"),
      model("a", "2026-01-01T12:00:00Z"),
    ],
  }));
  assert.deepEqual(models?.map(({ name }) => name), [
    "newest",
    "a",
    "b",
    "older",
  ]);
});

Deno.test("parseModels() reads what a model is, and where it runs", () => {
  const [model] = parseModels(json({
    models: [{
      name: "far:cloud\x1b[2J",
      size: 5,
      "modified_at": "2026-01-01T00:00:00Z",
      "remote_host": "https://x.example",
      details: {
        family: "llama",
        "parameter_size": "8.0B",
        "quantization_level": "Q4_K_M",
      },
    }],
  })) ?? [];
  assert.deepEqual(model, {
    name: "far:cloud[2J",
    size: 5,
    family: "llama",
    parameters: "8.0B",
    quantization: "Q4_K_M",
    modified: "2026-01-01T00:00:00Z",
    remoteHost: "https://x.example",
  });
});

Deno.test("parseModels() takes null for an empty list, and an empty host for here", () => {
  assert.deepEqual(parseModels(json({ models: null })), []);
  const [model] = parseModels(json({
    models: [{ name: "a", size: 1, "modified_at": "", "remote_host": "" }],
  })) ?? [];
  assert.equal(model?.remoteHost, null);
});

Deno.test("parseLoaded() gives the share that a GPU holds, between 0 and 1", () => {
  const shares = (size: number, vram?: number): unknown =>
    parseLoaded(json({ models: [{ name: "a", size, "size_vram": vram }] }));
  assert.deepEqual(shares(100, 48), [{ name: "a", gpuShare: 0.48 }]);
  assert.deepEqual(shares(100, 200), [{ name: "a", gpuShare: 1 }]);
  assert.deepEqual(shares(100), [{ name: "a", gpuShare: 0 }]);
  assert.deepEqual(shares(0, 5), [{ name: "a", gpuShare: 0 }]);
  assert.deepEqual(parseLoaded(json({ models: null })), []);
});

Deno.test("parseCanChat() goes by what a model completes", () => {
  const can = (...capabilities: string[]): boolean =>
    parseCanChat(json({ capabilities }));
  assert.ok(can("embedding", "completion"));
  assert.ok(!can("embedding"));
  assert.ok(!parseCanChat(json({})));
  assert.ok(!parseCanChat(undefined));
});

Deno.test("every other answer is none, and no error", () => {
  fc.assert(fc.property(
    fc.oneof(fc.string(), fc.json()),
    fc.constantFrom(200, 404),
    (text, status) => {
      const outcome = { kind: "answered", status, text } as const;
      assert.equal(parseVersion(outcome), undefined);
      assert.equal(parseModels(outcome), undefined);
      assert.deepEqual(parseLoaded(outcome), []);
      assert.equal(parseCanChat(outcome), false);
    },
  ));
  for (const kind of ["silent", "garbled"] as const) {
    assert.equal(parseVersion({ kind }), undefined);
  }
  assert.equal(parseVersion(json({ version: "0.17.4" }, 404)), undefined);
});
