import assert from "node:assert/strict";
import type { Workspace } from "../../workspace/workspace.ts";
import {
  fakeOllama,
  noOllama,
} from "../../../tests/support/ollama/fake_ollama.ts";
import {
  type FakeMachine,
  type FakeServer,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import {
  fakeWorkspace,
  PATHS,
} from "../../../tests/support/fake/fake_workspace.ts";
import { beginLook, type OllamaLook } from "./ollama_for_services.ts";

const HERE = "http://127.0.0.1:11434";
const MEMORY = `${PATHS.state}/ollama`;

async function lookAt(
  workspace: Workspace,
  machine: FakeMachine,
): Promise<OllamaLook> {
  const look = await beginLook({
    system: fakeSystem(machine),
    paths: PATHS,
    workspace,
  });
  assert.ok(look);
  return look;
}

/** The look once it has found something; asking takes some turns, no time. */
async function finished(look: OllamaLook): Promise<OllamaLook> {
  for (let turn = 0; turn < 1000 && look.state === undefined; turn++) {
    await Promise.resolve();
  }
  assert.ok(look.state);
  return look;
}

/** A server that never answers. */
function hanging(): Record<string, FakeServer> {
  const never = (): Promise<never> => new Promise(() => {});
  return fakeOllama(HERE, { version: never, tags: never, ps: never });
}

Deno.test("beginLook() asks nothing for a workspace without Ollama", async () => {
  const system = fakeSystem();
  assert.equal(
    await beginLook({ system, paths: PATHS, workspace: fakeWorkspace() }),
    undefined,
  );
});

Deno.test("beginLook() gives the address and the model that were found", async () => {
  const machine = {
    servers: fakeOllama("http://127.0.0.1:8080"),
    variables: { OLLAMA_HOST: "0.0.0.0:8080" },
  };
  const workspace = fakeWorkspace({ models: ["nonesuch", "tiny"] });
  const look = await finished(await lookAt(workspace, machine));
  assert.deepEqual(look.variables(), {
    OLLAMA_HOST: "http://127.0.0.1:8080",
    OLLAMA_MODEL: "tiny:latest",
  });
});

Deno.test("beginLook() does not wait: the last model counts while it is meant", async () => {
  const modelBy = async (
    models: readonly string[],
    last: string,
  ): Promise<string | undefined> => {
    const look = await lookAt(fakeWorkspace({ models, ollama: {} }), {
      servers: hanging(),
      files: { [MEMORY]: `5\nline\n${last}\n` },
    });
    assert.equal(look.state, undefined);
    assert.equal(look.variables().OLLAMA_HOST, HERE);
    return look.variables().OLLAMA_MODEL;
  };
  assert.equal(await modelBy(["a", "tiny"], "tiny:latest"), "tiny:latest");
  assert.equal(await modelBy(["a"], "tiny:latest"), "a");
  assert.equal(await modelBy([], "tiny:latest"), "tiny:latest");
  assert.equal(await modelBy([], ""), undefined);
});

Deno.test("beginLook() gives what was asked for where no server is", async () => {
  const look = await finished(
    await lookAt(fakeWorkspace({ models: ["a"] }), { servers: noOllama(HERE) }),
  );
  assert.deepEqual(look.variables(), { OLLAMA_HOST: HERE, OLLAMA_MODEL: "a" });
  const nowhere = await finished(
    await lookAt(fakeWorkspace({ ollama: {} }), {
      variables: { OLLAMA_HOST: "a b" },
    }),
  );
  assert.deepEqual(nowhere.variables(), {});
});

Deno.test("beginLook() gives the port of a server that starts together with the others", async () => {
  const workspace = fakeWorkspace({
    ollama: {},
    services: { ollama: { command: ["ollama", "serve"], port: 11434 } },
  });
  const look = await lookAt(workspace, { servers: hanging() });
  assert.deepEqual(look.variables(), {
    OLLAMA_HOST: "http://127.0.0.1:{port:ollama}",
  });
});
