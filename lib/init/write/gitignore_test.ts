import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { missingLines, withLines } from "./gitignore.ts";

const PLAIN = { hasSecrets: false, hasFlake: false };

function missing(text: string, below = ""): string[] {
  return missingLines([{ text, below }], PLAIN);
}

Deno.test("missingLines() knows which patterns match what Hearth makes", () => {
  assert.deepEqual(missing(""), ["/.venv", "/.hearth/"]);
  assert.deepEqual(missing(".venv\n.hearth"), []);
  // A pattern for directories does not match a link.
  assert.deepEqual(missing(".venv/\n/.hearth/"), ["/.venv"]);
  assert.deepEqual(missing(".*\n"), []);
  assert.deepEqual(missing(".*\n!.venv\n"), ["/.venv"]);
  assert.deepEqual(missing("# .venv\n.hearth\r\n"), ["/.venv"]);
  // Those of the directories above count as git counts them.
  assert.deepEqual(missing(".venv\n/.hearth\n", "apps/one"), ["/.hearth/"]);
  assert.deepEqual(missing("/apps/one/.venv\n.hearth", "apps/one"), []);
  assert.deepEqual(
    missingLines([{ text: ".*", below: "" }], {
      hasSecrets: true,
      hasFlake: true,
    }),
    ["/local.nix"],
  );
});

Deno.test("withLines() keeps bytes, line ends and the lack of a final one", () => {
  const decoder = new TextDecoder("latin1");
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const added = (text: string): string =>
    decoder.decode(withLines(encode(text), ["/a", "/b"]));
  assert.equal(added(""), "/a\n/b\n");
  assert.equal(added("x\n"), "x\n/a\n/b\n");
  assert.equal(added("x"), "x\n/a\n/b");
  assert.equal(added("x\r\ny\r\n"), "x\r\ny\r\n/a\r\n/b\r\n");
  assert.equal(decoder.decode(withLines(undefined, ["/a"])), "/a\n");
  fc.assert(fc.property(fc.uint8Array(), (bytes) => {
    const result = withLines(bytes, ["/a"]);
    assert.deepEqual(result.subarray(0, bytes.length), bytes);
  }));
});
