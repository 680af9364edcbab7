import assert from "node:assert/strict";
import { join } from "node:path";
import { denoFileSystem } from "./deno_file_system.ts";
import { tempDir } from "../../../tests/support/temp_dir.ts";

const fs = denoFileSystem();

/** Runs a test in a directory that is gone afterwards. */
async function inDir(
  work: (dir: string) => Promise<void>,
): Promise<void> {
  await using dir = await tempDir();
  await work(dir.path);
}

Deno.test("writeText() makes directories, sets the mode and leaves no draft", () =>
  inDir(async (dir) => {
    const path = join(dir, "a/b/file");
    await fs.writeText(path, "one", { mode: 0o600 });
    await fs.writeText(path, "two", { mode: 0o600 });
    assert.equal(await fs.readText(path), "two");
    assert.equal((await fs.stat(path))?.mode, 0o600);
    const names = (await fs.readDir(join(dir, "a/b")))?.map((e) => e.name);
    assert.deepEqual(names, ["file"]);
  }));

Deno.test("writeText() keeps the old content when it fails", () =>
  inDir(async (dir) => {
    const path = join(dir, "directory");
    await Deno.mkdir(join(path, "inner"), { recursive: true });
    await assert.rejects(fs.writeText(path, "text"));
    const names = (await fs.readDir(dir))?.map((e) => e.name);
    assert.deepEqual(names, ["directory"]);
  }));

Deno.test("replaceLink() swaps a link and reads back its target", () =>
  inDir(async (dir) => {
    const link = join(dir, "link");
    await fs.replaceLink(link, "first");
    await fs.replaceLink(link, "second");
    assert.equal(await fs.readLink(link), "second");
  }));

Deno.test("what is absent reads as undefined, also below a file", () =>
  inDir(async (dir) => {
    await fs.writeText(join(dir, "file"), "");
    for (const path of [join(dir, "no"), join(dir, "file/below")]) {
      assert.equal(await fs.readText(path), undefined);
      assert.equal(await fs.stat(path), undefined);
      assert.equal(await fs.readLink(path), undefined);
      assert.equal(await fs.readDir(path), undefined);
      await fs.remove(path);
    }
  }));

Deno.test("readBytes() reads from an offset, fewer at the end", () =>
  inDir(async (dir) => {
    const path = join(dir, "file");
    await fs.writeText(path, "0123456789");
    const read = async (from: number, length: number): Promise<string> =>
      new TextDecoder().decode(
        await fs.readBytes(path, { offset: from, length }),
      );
    assert.equal(await read(2, 3), "234");
    assert.equal(await read(8, 30), "89");
    assert.equal(await read(30, 3), "");
  }));

Deno.test("tryLock() lets one in, and none on a file that was deleted", () =>
  inDir(async (dir) => {
    const path = join(dir, "lock");
    const first = await fs.tryLock(path);
    assert.ok(first);
    assert.equal(await fs.tryLock(path), undefined);
    first.release();
    const second = await fs.tryLock(path);
    assert.ok(second);
    second.release();
  }));
