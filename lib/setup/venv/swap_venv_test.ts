import assert from "node:assert/strict";
import { workspacePaths } from "../../core/files/paths.ts";
import { swapVenv } from "./swap_venv.ts";
import { denoSystem } from "../../system/deno.ts";

const system = denoSystem();

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

async function workspace() {
  const root = await Deno.realPath(await Deno.makeTempDir());
  await Deno.mkdir(`${root}/.hearth`);
  return {
    root,
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}
