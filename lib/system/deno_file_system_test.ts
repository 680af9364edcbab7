import assert from "node:assert/strict";
import { join } from "node:path";
import { denoFileSystem } from "./deno_file_system.ts";
import { tempFolder } from "../../tests/support/temp_dir.ts";

const fs = denoFileSystem();

/** Runs a test in a folder that is gone afterwards. */
async function inFolder(
  work: (folder: string) => Promise<void>,
): Promise<void> {
  await using folder = await tempFolder();
  await work(folder.path);
}

Deno.test("writeText() makes folders, sets the mode and leaves no draft", () =>
  inFolder(async (folder) => {
    const path = join(folder, "a/b/file");
    await fs.writeText(path, "one", { mode: 0o600 });
    await fs.writeText(path, "two", { mode: 0o600 });
    assert.equal(await fs.readText(path), "two");
    assert.equal((await fs.stat(path))?.mode, 0o600);
    const names = (await fs.readFolder(join(folder, "a/b")))?.map((e) =>
      e.name
    );
    assert.deepEqual(names, ["file"]);
  }));

Deno.test("writeText() keeps the old content when it fails", () =>
  inFolder(async (folder) => {
    const path = join(folder, "folder");
    await Deno.mkdir(join(path, "inner"), { recursive: true });
    await assert.rejects(fs.writeText(path, "text"));
    const names = (await fs.readFolder(folder))?.map((e) => e.name);
    assert.deepEqual(names, ["folder"]);
  }));

Deno.test("replaceLink() swaps a link and reads back its target", () =>
  inFolder(async (folder) => {
    const link = join(folder, "link");
    await fs.replaceLink(link, "first");
    await fs.replaceLink(link, "second");
    assert.equal(await fs.readLink(link), "second");
  }));

Deno.test("what is absent reads as undefined, also below a file", () =>
  inFolder(async (folder) => {
    await fs.writeText(join(folder, "file"), "");
    for (const path of [join(folder, "no"), join(folder, "file/below")]) {
      assert.equal(await fs.readText(path), undefined);
      assert.equal(await fs.stat(path), undefined);
      assert.equal(await fs.readLink(path), undefined);
      assert.equal(await fs.readFolder(path), undefined);
      await fs.remove(path);
    }
  }));

Deno.test("readBytes() reads from an offset, fewer at the end", () =>
  inFolder(async (folder) => {
    const path = join(folder, "file");
    await fs.writeText(path, "0123456789");
    const read = async (from: number, length: number): Promise<string> =>
      new TextDecoder().decode(await fs.readBytes(path, from, length));
    assert.equal(await read(2, 3), "234");
    assert.equal(await read(8, 30), "89");
    assert.equal(await read(30, 3), "");
  }));

Deno.test("tryLock() lets one in, and none on a file that was deleted", () =>
  inFolder(async (folder) => {
    const path = join(folder, "lock");
    const first = await fs.tryLock(path);
    assert.ok(first);
    assert.equal(await fs.tryLock(path), undefined);
    first.release();
    const second = await fs.tryLock(path);
    assert.ok(second);
    second.release();
  }));
