import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { zstdCompressSync } from "node:zlib";
import { pathsInIndex } from "./nix_index.ts";

function database(text: string): Uint8Array {
  const head = Buffer.from("NIXI\x01\0\0\0\0\0\0\0", "latin1");
  return Buffer.concat([head, zstdCompressSync(Buffer.from(text, "latin1"))]);
}

function reader(bytes: Uint8Array) {
  return {
    readBytes: (
      _: string,
      { offset, length }: { readonly offset: number; readonly length: number },
    ) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}

function entry(attr: string): string {
  return `\0p\0{"name":"x","origin":{"attr":"${attr}","output":"out"}}\n`;
}

Deno.test("pathsInIndex() finds every path, those too that two parts share", async () => {
  const names = Array.from(
    { length: 20_000 },
    (_, index) => `set.name${index}`,
  );
  const files = "\xff\x00/bin/some-program\n".repeat(7);
  const text = names.map((name) => files + entry(name)).join("");
  const found = await pathsInIndex(reader(database(text)), "index");
  assert.deepEqual([...found].sort(), names.sort());
});

Deno.test("pathsInIndex() leaves out what is no path", async () => {
  const text = entry("good") + entry("no path") + '"attr":"' + "x".repeat(999);
  const found = await pathsInIndex(reader(database(text)), "index");
  assert.deepEqual([...found], ["good"]);
});

Deno.test("pathsInIndex() refuses another file", async () => {
  const other = reader(new TextEncoder().encode("PK\x03\x04 and more of it"));
  await assert.rejects(pathsInIndex(other, "x.whl"), /not a database/);
});
