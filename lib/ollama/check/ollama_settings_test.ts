import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import {
  fakeWorkspace,
  PATHS,
  plantClaim,
} from "../../../tests/support/fake/fake_workspace.ts";
import { ollamaSettings } from "./ollama_settings.ts";

Deno.test("ollamaSettings() are Ollama's own where no one says anything", async () => {
  const settings = await ollamaSettings({
    system: fakeSystem(),
    paths: PATHS,
    workspace: fakeWorkspace(),
  });
  assert.deepEqual(settings, {
    host: "",
    url: "http://127.0.0.1:11434",
    ownUrl: undefined,
    preferred: [],
  });
});

Deno.test("ollamaSettings() take workspace.ts first, then the environment, then .env", async () => {
  const files = { [PATHS.envFile]: "OLLAMA_HOST=:3\nOLLAMA_MODEL=kept\n" };
  const variables = { OLLAMA_HOST: ":2" };
  const env = { OLLAMA_HOST: ":1" };
  const of = async (
    system: ReturnType<typeof fakeSystem>,
    workspace = fakeWorkspace({ models: ["declared"] }),
  ): Promise<unknown> => {
    const { host, url, preferred } = await ollamaSettings(
      { system, paths: PATHS, workspace },
    );
    return [host, url, preferred.join()];
  };
  const kept = fakeSystem({ files });
  assert.deepEqual(await of(kept), [
    ":3",
    "http://127.0.0.1:3",
    "kept,declared",
  ]);
  const exported = fakeSystem({ files, variables });
  assert.deepEqual(await of(exported), [
    ":2",
    "http://127.0.0.1:2",
    "kept,declared",
  ]);
  assert.deepEqual(await of(exported, fakeWorkspace({ env })), [
    ":1",
    "http://127.0.0.1:1",
    "kept",
  ]);
});

Deno.test("ollamaSettings() find the server that start has run", async () => {
  const system = fakeSystem();
  await plantClaim(system, "ollama", { url: "http://127.0.0.1:11500/api" });
  const workspace = fakeWorkspace();
  const { ownUrl, url } = await ollamaSettings({
    system,
    paths: PATHS,
    workspace,
  });
  assert.equal(ownUrl, "http://127.0.0.1:11500");
  assert.equal(url, "http://127.0.0.1:11434");
  await plantClaim(system, "ollama", { workspace: "of another" });
  const other = await ollamaSettings({ system, paths: PATHS, workspace });
  assert.equal(other.ownUrl, undefined);
});

Deno.test("ollamaSettings() have no address for what is none", async () => {
  const system = fakeSystem({ variables: { OLLAMA_HOST: "a b" } });
  const settings = await ollamaSettings({
    system,
    paths: PATHS,
    workspace: fakeWorkspace(),
  });
  assert.deepEqual([settings.host, settings.url], ["a b", undefined]);
});
