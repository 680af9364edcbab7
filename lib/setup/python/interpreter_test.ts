import assert from "node:assert/strict";
import { isUnchanged, pythonsOnPath, searchState } from "./interpreter.ts";
import { workspacePaths } from "../../core/files/paths.ts";
import { denoSystem } from "../../system/deno.ts";

const { fs, env } = denoSystem();

Deno.test("isUnchanged() notices another file at an interpreter's path", async () => {
  await using place = await dir();
  const { root } = place;
  await place.program("3.11");
  await place.program("3.12");
  const path = `${root}/python3`;
  await Deno.symlink(`${root}/3.11`, path);
  const { size = 0, mtime = 0 } = await fs.stat(path) ?? {};
  const interpreter = {
    ...{ path, realPath: `${root}/3.11`, version: "3.11.0", size, mtime },
  };
  const isSame = () => isUnchanged({ fs }, interpreter);
  assert.equal(await isSame(), true);
  await Deno.utime(`${root}/3.11`, 1, 1);
  assert.equal(await isSame(), false, "another time");
  await Deno.utime(`${root}/3.11`, mtime / 1000, mtime / 1000);
  assert.equal(await isSame(), true);
  await Deno.utime(`${root}/3.12`, mtime / 1000, mtime / 1000);
  await Deno.remove(path);
  assert.equal(await isSame(), false, "no file");
  await Deno.symlink(`${root}/3.12`, path);
  assert.equal(await isSame(), false, "another target");
});

Deno.test("searchState() changes with what a search for Python would find", async () => {
  await using place = await dir();
  const { root } = place;
  const paths = workspacePaths(root);
  const variables: Record<string, string> = {
    PATH: `${root}/a:${root}/b:${root}/.venv/bin:relative`,
    HOME: root,
  };
  const get = (name: string) => variables[name];
  const system = { fs, env: { ...env, get } };
  const state = async (wanted?: string, range = ">=3.11") =>
    await searchState({ system, paths }, {
      wanted,
      range,
      pythons: await pythonsOnPath({ system, paths }),
    });
  const states = [await state(), await state("3.12"), await state("", ">=3")];
  await place.program("b/python3");
  states.push(await state());
  await place.program("a/python");
  states.push(await state());
  await Deno.utime(`${root}/a/python`, 1, 1);
  states.push(await state());
  assert.equal(new Set(states).size, states.length);

  const before = await state();
  await place.program("a/pip");
  await place.program(".venv/bin/python3");
  assert.equal(await state(), before, "nothing that a search would look at");

  variables.PATH = `${root}/shims:${variables.PATH}`;
  await place.program("shims/python3");
  const shims = [await state()];
  variables.PYENV_VERSION = "3.12.1";
  shims.push(await state());
  await Deno.writeTextFile(`${root}/.python-version`, "3.13\n");
  shims.push(await state());
  assert.equal(new Set([...shims, before]).size, 4);
});

/** A directory for programs that are never run. */
async function dir() {
  const root = await Deno.realPath(await Deno.makeTempDir());
  return {
    root,
    program: async (name: string): Promise<void> => {
      const path = `${root}/${name}`;
      await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), {
        recursive: true,
      });
      await Deno.writeTextFile(path, "", { mode: 0o755 });
    },
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}
