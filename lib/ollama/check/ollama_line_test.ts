import assert from "node:assert/strict";
import { ollamaLine, whereLoaded } from "./ollama_line.ts";
import type { ChosenModel, OllamaState } from "./ollama_state.ts";

const url = "http://127.0.0.1:11434";

const CHOSEN: ChosenModel = {
  name: "tiny:latest",
  configured: false,
  loaded: false,
  gpuShare: null,
};

function lineUp(chosen: ChosenModel | null, wanted: string | null): string {
  const line = ollamaLine({
    kind: "up",
    url,
    version: "0.17.4",
    models: [],
    chosen,
    wanted,
  });
  const begin = `Ollama 0.17.4 at ${url}: `;
  assert.ok(line.startsWith(begin), line);
  return line.slice(begin.length);
}

Deno.test("ollamaLine() names the model that answers, and the one it replaces", () => {
  assert.equal(lineUp(CHOSEN, null), "tiny:latest (not loaded)");
  assert.equal(
    lineUp(CHOSEN, "phi3"),
    "tiny:latest in place of phi3 (not loaded)",
  );
  // Another one that was asked for too is no replacement.
  assert.equal(
    lineUp({ ...CHOSEN, configured: true }, "phi3"),
    "tiny:latest (not loaded)",
  );
});

Deno.test("ollamaLine() says how to bring a model", () => {
  assert.equal(
    lineUp(null, null),
    "no chat model; to get one: deno task ollama pull MODEL",
  );
  assert.equal(
    lineUp(null, "phi3"),
    "no model yet; to get one: deno task ollama pull phi3",
  );
});

Deno.test("ollamaLine() is one line for every other state", () => {
  const states: readonly (readonly [OllamaState, RegExp])[] = [
    [
      { kind: "down", url, why: "refused" },
      /^No Ollama at http\S+: "deno task/,
    ],
    [
      { kind: "silent", url, deadline: 199.6 },
      /it did not answer within 200 ms$/,
    ],
    [{ kind: "stranger", url }, /another server answers there$/],
    [
      { kind: "outdated", url, version: "0.5.13" },
      /^Ollama 0\.5\.13 .*too old/,
    ],
    [{ kind: "misconfigured", value: "a\nb" }, /not an address: "a\\nb"$/],
  ];
  for (const [state, pattern] of states) {
    assert.match(ollamaLine(state), pattern);
    assert.doesNotMatch(ollamaLine(state), /\n|\.$/);
  }
});

Deno.test("whereLoaded() says in whose memory a model is", () => {
  const where = (gpuShare: number | null): string =>
    whereLoaded({ ...CHOSEN, loaded: true, gpuShare });
  assert.equal(whereLoaded({ ...CHOSEN, gpuShare: 1 }), "not loaded");
  assert.deepEqual([null, 0, 0.476, 1].map(where), [
    "not loaded",
    "loaded, CPU",
    "loaded, 48% GPU",
    "loaded, GPU",
  ]);
});
