import assert from "node:assert/strict";
import type { SourceEntry } from "./source.ts";
import { treeSize } from "./tree_size.ts";

function file(path: string, size: number): SourceEntry {
  return { path, kind: "file", id: path, executable: false, size };
}

Deno.test("treeSize() adds up whole directories, without big files", async () => {
  const dir: SourceEntry = {
    path: "",
    kind: "directory",
    id: "",
    executable: false,
  };
  const files = [file("a", 1000), file("b", 24), file("c", 2 ** 31)];
  const source = { list: () => Promise.resolve(files) };
  const one = { path: "flake.nix", entry: file("flake.nix", 500) };
  assert.equal(await treeSize(source, [one]), 0);
  assert.equal(
    await treeSize(source, [{ path: "", entry: dir }, one]),
    1024,
  );
});
