import assert from "node:assert/strict";
import type { OllamaModel } from "../check/ollama_state.ts";
import { modelsTable } from "./models_table.ts";

const NOW = Date.parse("2026-01-03T00:00:00Z");

const TINY: OllamaModel = {
  name: "tiny:latest",
  size: 4e9,
  family: "llama",
  parameters: "8.0B",
  quantization: "Q4_K_M",
  modified: "2026-01-01T00:00:00Z",
  remoteHost: null,
};

Deno.test("modelsTable() marks the chosen one, and says what runs elsewhere", () => {
  const far = {
    ...TINY,
    name: "far:cloud",
    remoteHost: "https://x.example",
    family: "",
    quantization: "F16",
  };
  const chosen = {
    name: "tiny:latest",
    configured: true,
    loaded: false,
    gpuShare: null,
  };
  const rows = modelsTable([TINY, far], { chosen, now: NOW }).trimEnd().split(
    "\n",
  )
    .map((line) => line.trimEnd().split(/ {2,}/));
  assert.deepEqual(rows, [
    ["", "model", "size", "family", "quantization", "modified"],
    ["* tiny:latest", "4.0 GB", "llama 8.0B", "Q4_K_M", "2 d ago"],
    ["", "far:cloud", "on https://x.example", "8.0B", "F16", "2 d ago"],
  ]);
  assert.doesNotMatch(modelsTable([TINY], { chosen: null, now: NOW }), /\*/);
});
