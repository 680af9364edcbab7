import assert from "node:assert/strict";
import { workspacePaths } from "../../core/files/paths.ts";
import { removeSetupDrafts, swapVenv } from "./swap_venv.ts";
import { denoSystem } from "../../system/deno.ts";

const system = denoSystem();

Deno.test("removeSetupDrafts() removes what a killed setup left and nothing else", async () => {
  await using place = await workspace();
  const left = [
    ".venv.12-0a1b2c3d.draft",
    "requirements.lock.12-0a1b2c3d.draft",
    "requirements.txt.12-0a1b2c3d.draft",
    ".hearth/requirements.lock.draft",
    ".hearth/requirements-extra.lock.draft",
    ".hearth/setup.json.12-0a1b2c3d.draft",
  ];
  const kept = [
    "letter.draft",
    "requirements.lock",
    "requirements.txt",
    ".hearth/setup.json",
    ".hearth/status.12-0a1b2c3d.draft",
  ];
  for (const name of [...left, ...kept]) {
    await Deno.writeTextFile(`${place.root}/${name}`, "");
  }
  await removeSetupDrafts({ system, paths: workspacePaths(place.root) });
  assert.deepEqual(
    [...left, ...kept].filter((name) => isThere(`${place.root}/${name}`)),
    kept,
  );
});

Deno.test("swapVenv() moves directories aside, under a name that is free", async () => {
  await using place = await workspace();
  const paths = workspacePaths(place.root);
  for (const expected of [".venv-before-hearth", ".venv-before-hearth-2"]) {
    await Deno.mkdir(paths.venv);
    await Deno.writeTextFile(`${paths.venv}/of`, expected);
    const notes = await swapVenv({ system, paths }, `${paths.venvs}/one`);
    assert.match(notes.join(), new RegExp(`it is now ${expected}$`));
    assert.equal(
      await Deno.readTextFile(`${place.root}/${expected}/of`),
      expected,
    );
    assert.equal(await Deno.readLink(paths.venv), ".hearth/venvs/one");
    await Deno.remove(paths.venv);
  }
  assert.deepEqual(await swapVenv({ system, paths }, `${paths.venvs}/two`), []);
});

function isThere(path: string): boolean {
  try {
    return Deno.lstatSync(path).isFile;
  } catch {
    return false;
  }
}

async function workspace() {
  const root = await Deno.realPath(await Deno.makeTempDir());
  await Deno.mkdir(`${root}/.hearth`);
  return {
    root,
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}
