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
  const { notes, undo } = await addRequirements({ system, paths }, {
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

Deno.test("addRequirements() keeps Windows line ends, and refuses a file that is not in UTF-8", async () => {
  await using dir = await tempDir();
  const paths = workspacePaths(dir.path);
  const add = { file: "requirements.txt", requirements: ["attrs"] };
  await Deno.writeTextFile(paths.requirements, "six\r\nidna");
  await addRequirements({ system: denoSystem(), paths }, add);
  assert.equal(
    await Deno.readTextFile(paths.requirements),
    "six\r\nidna\r\nattrs\r\n",
  );
  const utf16 = new Uint8Array([0xff, 0xfe, 0x73, 0, 0x69, 0, 0x78, 0]);
  const latin1 = new Uint8Array([0x23, 0xe9, 0x0a]);
  for (const bytes of [utf16, latin1]) {
    await Deno.writeFile(paths.requirements, bytes);
    await assert.rejects(
      addRequirements({ system: denoSystem(), paths }, add),
      /Cannot add to requirements\.txt: it is not in UTF-8/,
    );
    assert.deepEqual(await Deno.readFile(paths.requirements), bytes);
  }
});

Deno.test("addRequirements() writes through a link", async () => {
  await using dir = await tempDir();
  const paths = workspacePaths(dir.path);
  await Deno.writeTextFile(`${dir.path}/shared.txt`, "six\n");
  await Deno.symlink("shared.txt", paths.requirements);
  const add = { file: "requirements.txt", requirements: ["attrs"] };
  const { undo } = await addRequirements({ system: denoSystem(), paths }, add);
  assert.equal(await Deno.readLink(paths.requirements), "shared.txt");
  assert.equal(await Deno.readTextFile(paths.requirements), "six\nattrs\n");
  await undo();
  assert.equal(await Deno.readTextFile(`${dir.path}/shared.txt`), "six\n");
});
