import assert from "node:assert/strict";
import { workspacePaths } from "../core/files/paths.ts";
import { fakeSystem } from "../../tests/support/fake/fake_system.ts";
import { prepareState } from "./prepare_state.ts";

const STATE = "/repo/.hearth";

Deno.test("prepareState() hides itself and has the kit's types in a foreign workspace", async () => {
  const system = fakeSystem({
    files: {
      "/repo/workspace.ts": "",
      "/kit/mod.d.ts": "export {};\n",
      "/kit/hearth.d.ts": "declare module {}\n",
    },
  });
  await prepareState({
    system,
    paths: workspacePaths("/repo", "/kit/main.js"),
  });
  const { fs } = system;
  assert.equal(await fs.readText(`${STATE}/.gitignore`), "*\n");
  assert.equal(await fs.readText(`${STATE}/types/mod.d.ts`), "export {};\n");
  assert.equal((await fs.stat(STATE))?.mode, 0o700);
});

Deno.test("prepareState() takes the types that a checkout built", async () => {
  const system = fakeSystem({
    files: {
      "/repo/workspace.ts": "",
      "/kit/dist/mod.d.ts": "export {};\n",
    },
  });
  await prepareState({
    system,
    paths: workspacePaths("/repo", "/kit/main.ts"),
  });
  const types = await system.fs.readText(`${STATE}/types/mod.d.ts`);
  assert.equal(types, "export {};\n");
});

Deno.test("prepareState() writes no types where there is no workspace.ts", async () => {
  const system = fakeSystem({ files: { "/repo/flake.nix": "" } });
  await prepareState({
    system,
    paths: workspacePaths("/repo", "/kit/main.js"),
  });
  assert.equal(await system.fs.readText(`${STATE}/.gitignore`), "*\n");
  assert.equal(await system.fs.stat(`${STATE}/types`), undefined);
});

Deno.test("prepareState() leaves a checkout's own files to its .gitignore", async () => {
  const system = fakeSystem({ files: { "/repo/workspace.ts": "" } });
  await prepareState({ system, paths: workspacePaths("/repo") });
  assert.equal(await system.fs.readText(`${STATE}/.gitignore`), undefined);
});
