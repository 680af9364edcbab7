import assert from "node:assert/strict";
import { fakeSystem, json } from "../../../tests/support/fake/fake_system.ts";
import type { OllamaModel } from "../check/ollama_state.ts";
import { chooseModel, type ModelChoice } from "./choose_model.ts";

const URL = "http://127.0.0.1:11434";

function model(name: string, remoteHost: string | null = null): OllamaModel {
  return {
    name,
    size: 1000,
    family: "",
    parameters: "",
    quantization: "",
    modified: "2026-01-01",
    remoteHost,
  };
}

/** Chooses among models, of which some can chat. */
async function chosen(
  differing: Partial<ModelChoice>,
  chatty: readonly string[] = [],
): Promise<{ chosen: unknown; asked: unknown[] }> {
  const system = fakeSystem({
    servers: {
      [`${URL}/api/show`]: ({ json: body }) => {
        const { model: name } = body as { model: string };
        const can = chatty.includes(name) ? "completion" : "embedding";
        return json({ capabilities: [can] });
      },
    },
  });
  const choice = await chooseModel(system, {
    url: URL,
    models: [],
    loaded: [],
    preferred: [],
    deadline: 100,
    ...differing,
  });
  return { chosen: choice, asked: system.sent.map(({ json: body }) => body) };
}

Deno.test("chooseModel() takes the first preferred model that is there, unasked", async () => {
  const models = [model("a:latest"), model("b:8b"), model("c:latest")];
  const preferred = ["nonesuch", "B:8B", "a"];
  assert.deepEqual(await chosen({ models, preferred }), {
    chosen: { name: "b:8b", configured: true, loaded: false, gpuShare: null },
    asked: [],
  });
});

Deno.test("chooseModel() takes a preferred model wherever it runs", async () => {
  const models = [model("far:cloud", "https://x.example")];
  const { chosen: choice } = await chosen({ models, preferred: ["far:cloud"] });
  assert.ok(choice);
});

Deno.test("chooseModel() takes the first that can chat and runs here", async () => {
  const models = [
    model("vectors:latest"),
    model("far:cloud", "https://x.example"),
    model("talks:8b"),
    model("older:latest"),
  ];
  const all = ["far:cloud", "talks:8b", "older:latest"];
  const { chosen: choice, asked } = await chosen({ models }, all);
  assert.deepEqual(choice, {
    name: "talks:8b",
    configured: false,
    loaded: false,
    gpuShare: null,
  });
  // One that runs elsewhere is not even asked.
  assert.deepEqual(asked, [
    { model: "vectors:latest" },
    { model: "talks:8b" },
    { model: "older:latest" },
  ]);
});

Deno.test("chooseModel() chooses none where none can chat", async () => {
  const { chosen: choice } = await chosen({ models: [model("vectors")] });
  assert.equal(choice, null);
});

Deno.test("chooseModel() asks eight models at most", async () => {
  const models = Array.from({ length: 20 }, (_, index) => model(`m${index}`));
  const { chosen: choice, asked } = await chosen({ models }, ["m8"]);
  assert.deepEqual([choice, asked.length], [null, 8]);
});

Deno.test("chooseModel() says how much of it a GPU holds", async () => {
  const models = [model("tiny:latest")];
  const loaded = [{ name: "tiny", gpuShare: 0 }];
  const { chosen: choice } = await chosen({ models, loaded }, ["tiny:latest"]);
  assert.deepEqual(choice, {
    name: "tiny:latest",
    configured: false,
    loaded: true,
    gpuShare: 0,
  });
});
