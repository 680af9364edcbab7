import assert from "node:assert/strict";
import { lastLines, lastParts, readLines } from "./read_lines.ts";
import { denoSystem } from "../../system/deno.ts";
import type { System } from "../../system/mod.ts";
import { tempDir } from "../../../tests/support/temp_dir.ts";

const system = denoSystem();

Deno.test("lastLines() reads little of a log that is one line", async () => {
  await using dir = await tempDir();
  const path = `${dir.path}/log`;
  await Deno.writeTextFile(path, "first\n");
  await Deno.truncate(path, 1024 ** 3);
  await Deno.writeTextFile(path, "end", { append: true });
  let read = 0;
  const fs: System["fs"] = {
    ...system.fs,
    readBytes: async (...args) => {
      const bytes = await system.fs.readBytes(...args);
      read += bytes?.length ?? 0;
      return bytes;
    },
  };
  const lines = await Array.fromAsync(lastLines({ fs }, { path, count: 50 }));
  assert.ok(lines.at(-1)?.endsWith("end"));
  assert.ok(read < 4 * 1024 ** 2, `${read} bytes were read`);
});

Deno.test("lastLines() reads the end of a log of any length", async () => {
  await using dir = await tempDir();
  const path = `${dir.path}/log`;
  const last = async (count: number, size?: number): Promise<string[]> => {
    if (size === undefined) {
      return await Array.fromAsync(lastLines(system, { path, count }));
    }
    const file = { path, size, mtime: 0, begun: 0 };
    const parts = await lastParts(system, { files: [file], count });
    return (await Array.fromAsync(readLines(system, parts))).flat();
  };
  assert.deepEqual(await last(5), []);
  const all = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
  await Deno.writeTextFile(path, all.join("\n") + "\n");
  assert.deepEqual(await last(3), all.slice(-3));
  assert.deepEqual(await last(0), []);
  assert.deepEqual(await last(19_000), all.slice(-19_000));
  assert.deepEqual(await last(30_000), all);
  const size = all.slice(0, 10).join("\n").length + 1;
  assert.deepEqual(await last(2, size), all.slice(8, 10));
});

Deno.test("lastLines() goes on in the earlier half of a log with a limit", async () => {
  await using dir = await tempDir();
  const path = `${dir.path}/log`;
  const last = (count: number): Promise<string[]> =>
    Array.fromAsync(lastLines(system, { path, count }));
  await Deno.writeTextFile(`${path}.0`, "one\ntwo\nthree\n");
  await Deno.writeTextFile(path, "four\nfive\n");
  assert.deepEqual(await last(2), ["four", "five"]);
  assert.deepEqual(await last(3), ["three", "four", "five"]);
  assert.deepEqual(await last(9), ["one", "two", "three", "four", "five"]);
  await Deno.writeTextFile(path, "");
  assert.deepEqual(await last(1), ["three"]);
});
