import assert from "node:assert/strict";
import { addRequirements } from "./add_requirements.ts";
import { workspacePaths } from "../../core/files/paths.ts";
import { denoSystem } from "../../system/deno.ts";
import { tempDir } from "../../../tests/support/temp_dir.ts";

Deno.test("addRequirements() knows projects and repositories by their address", async () => {
  await using dir = await tempDir();
  const paths = workspacePaths(dir.path);
  const before = "./one\ngit+https://h/one.git\npkg @ https://h/pkg.whl\n";
  await Deno.writeTextFile(paths.requirements, before);
  const system = denoSystem();
  const { notes, undo } = await addRequirements(system, paths, {
    file: "requirements.txt",
    requirements: [
      ...["./two", "git+https://h/two.git", "-e ./three"],
      ...["./one", "git+https://h/one.git", "Pkg>=2"],
    ],
  });
  assert.equal(
    await Deno.readTextFile(paths.requirements),
    `${before}./two\ngit+https://h/two.git\n-e ./three\n`,
  );
  assert.equal(notes.length, 3);
  await undo();
  assert.equal(await Deno.readTextFile(paths.requirements), before);
});
