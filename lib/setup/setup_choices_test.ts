import assert from "node:assert/strict";
import { workspacePaths } from "../core/files/paths.ts";
import { readChoices, writeChoices } from "./setup_choices.ts";
import { denoSystem } from "../system/deno.ts";
import { tempDir } from "../../tests/support/temp_dir.ts";

Deno.test("readChoices() reads back what was written, and nothing else", async () => {
  await using dir = await tempDir();
  const system = denoSystem();
  const paths = workspacePaths(dir.path);
  const none = { python: undefined, groups: [], sharesLocks: false };
  assert.deepEqual(await readChoices({ system, paths }), none);
  const choices = { python: "3.12", groups: ["a", "b"], sharesLocks: true };
  await writeChoices({ system, paths }, choices);
  assert.deepEqual(await readChoices({ system, paths }), choices);
  for (const text of ["", "{", "null", '{"python":1,"groups":"a"}']) {
    await Deno.writeTextFile(`${dir.path}/.hearth/setup.json`, text);
    assert.deepEqual(await readChoices({ system, paths }), none, text);
  }
});
