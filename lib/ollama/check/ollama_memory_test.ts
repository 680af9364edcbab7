import assert from "node:assert/strict";
import { noOllama } from "../../../tests/support/ollama/fake_ollama.ts";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import {
  fakeWorkspace,
  PATHS,
} from "../../../tests/support/fake/fake_workspace.ts";
import { inspectOllama } from "./inspect_ollama.ts";
import { recallOllama, rememberOllama } from "./ollama_memory.ts";
import type { OllamaState } from "./ollama_state.ts";

const url = "http://127.0.0.1:11434";
const FILE = `${PATHS.state}/ollama`;

const UP: OllamaState = {
  kind: "up",
  url,
  version: "0.17.4",
  models: [],
  chosen: {
    name: "tiny:latest",
    configured: false,
    loaded: false,
    gpuShare: null,
  },
  wanted: null,
};
const DOWN: OllamaState = { kind: "down", url, why: "connection refused" };

Deno.test("rememberOllama() writes three lines, and recallOllama() reads them", async () => {
  const system = fakeSystem();
  system.clock.advance(1999);
  await rememberOllama({ system, paths: PATHS }, UP);
  const line = `Ollama 0.17.4 at ${url}: tiny:latest (not loaded)`;
  const seconds = Date.UTC(2026, 0, 1) / 1000 + 1;
  assert.equal(
    await system.fs.readText(FILE),
    `${seconds}\n${line}\ntiny:latest\n`,
  );
  assert.deepEqual(await recallOllama({ system, paths: PATHS }), {
    at: seconds * 1000,
    line,
    model: "tiny:latest",
  });
  assert.equal((await system.fs.stat(PATHS.state))?.mode, 0o700);
});

Deno.test("rememberOllama() keeps the last model while the server is away", async () => {
  const system = fakeSystem();
  const model = async (): Promise<string | undefined> =>
    (await recallOllama({ system, paths: PATHS }))?.model;
  await rememberOllama({ system, paths: PATHS }, DOWN);
  assert.equal(await model(), "");
  await rememberOllama({ system, paths: PATHS }, UP);
  await rememberOllama({ system, paths: PATHS }, DOWN);
  assert.equal(await model(), "tiny:latest");
  // A server that is up and has none says so.
  await rememberOllama({ system, paths: PATHS }, { ...UP, chosen: null });
  assert.equal(await model(), "");
});

Deno.test("recallOllama() gives nothing for what is no memory", async () => {
  for (const text of ["", "\n", "5", "5\n", "x\nline\n", "1.5\nline\nm\n"]) {
    const system = fakeSystem({ files: { [FILE]: text } });
    assert.equal(await recallOllama({ system, paths: PATHS }), undefined, text);
  }
  assert.equal(
    await recallOllama({ system: fakeSystem(), paths: PATHS }),
    undefined,
  );
  const old = fakeSystem({ files: { [FILE]: "5\nline" } });
  const memory = { at: 5000, line: "line", model: "" };
  assert.deepEqual(await recallOllama({ system: old, paths: PATHS }), memory);
});

Deno.test("inspectOllama() tells what it saw even where it cannot be noted", async () => {
  const system = fakeSystem({ servers: noOllama(url) });
  assert.deepEqual(
    await inspectOllama({ system, paths: PATHS, workspace: fakeWorkspace() }),
    DOWN,
  );
  assert.match(
    (await recallOllama({ system, paths: PATHS }))?.line ?? "",
    /^No Ollama/,
  );

  const full = fakeSystem({ servers: noOllama(url) });
  full.fs.fail("writeText", FILE, new Error("No space left on device"));
  assert.deepEqual(
    await inspectOllama({
      system: full,
      paths: PATHS,
      workspace: fakeWorkspace(),
    }),
    DOWN,
  );
  assert.equal(await recallOllama({ system: full, paths: PATHS }), undefined);
});
