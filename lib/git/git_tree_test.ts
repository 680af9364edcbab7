import assert from "node:assert/strict";
import fc from "../../tests/packages/fast_check.ts";
import { findInGitTree, type GitTreeEntry, parseGitTree } from "./git_tree.ts";

const MODES = {
  file: "100644",
  program: "100755",
  directory: "40000",
  link: "120000",
  commit: "160000",
} as const;

const entry = fc.record({
  name: fc.string({ unit: "grapheme", minLength: 1 })
    .filter((name) => !/[\0/]/.test(name)),
  mode: fc.constantFrom(...Object.values(MODES)),
  id: fc.uint8Array({ minLength: 20, maxLength: 20 }),
});

function bytesOf(
  entries: readonly { name: string; mode: string; id: Uint8Array }[],
): Uint8Array {
  return new Uint8Array(
    entries.flatMap(({ name, mode, id }) => [
      ...new TextEncoder().encode(`${mode} ${name}\0`),
      ...id,
    ]),
  );
}

Deno.test("parseGitTree() reads back any entries, whatever bytes their ids have", () => {
  fc.assert(fc.property(fc.array(entry), (entries) => {
    const found = parseGitTree(bytesOf(entries), 20);
    assert.deepEqual(
      found,
      entries.map(({ name, mode, id }): GitTreeEntry => ({
        name,
        kind: mode === MODES.program
          ? "file"
          : (["file", "directory", "link", "commit"] as const)
            .find((kind) => MODES[kind] === mode) ?? "file",
        executable: mode === MODES.program,
        id: [...id].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
      })),
    );
  }));
});

Deno.test("findInGitTree() gives the entry of a name, whatever is beside it", () => {
  const some = fc.uniqueArray(entry, { selector: ({ name }) => name });
  fc.assert(fc.property(some, fc.string(), (entries, other) => {
    const bytes = bytesOf(entries);
    for (const found of parseGitTree(bytes, 20)) {
      const { name } = found;
      assert.deepEqual(findInGitTree(bytes, { name, idLength: 20 }), found);
    }
    if (entries.some(({ name }) => name === other)) return;
    const none = findInGitTree(bytes, { name: other, idLength: 20 });
    assert.equal(none, undefined);
  }));
});
