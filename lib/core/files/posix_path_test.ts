import assert from "node:assert/strict";
import { posix } from "node:path";
import fc from "../../../tests/packages/fast_check.ts";
import { basename, dirname, join, relative, resolve } from "./posix_path.ts";

/** Texts that paths are made of, the awkward ones among them. */
const part = fc.array(
  fc.constantFrom("/", "//", ".", "..", "a", "b.json", "ü ", "..."),
  { maxLength: 8 },
).map((pieces) => pieces.join(""));

Deno.test("join() joins as node:path does", () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      assert.equal(join(...parts), posix.join(...parts));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("dirname() and basename() split as node:path does", () => {
  fc.assert(
    fc.property(part.map((text) => join(text)), (path) => {
      assert.equal(dirname(path), posix.dirname(path));
      assert.equal(basename(path), posix.basename(path));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("resolve() and relative() do as node:path does, from absolute directories", () => {
  fc.assert(
    fc.property(part, part, (one, two) => {
      const dir = posix.resolve("/", one);
      assert.equal(resolve(dir, two), posix.resolve(dir, two));
      const path = posix.resolve("/", two);
      assert.equal(relative(dir, path), posix.relative(dir, path));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("basename() takes an ending off", () => {
  assert.equal(basename("/run/web.json", ".json"), "web");
  assert.equal(basename("/run/.json", ".json"), ".json");
  assert.equal(basename("/run/web.txt", ".json"), "web.txt");
});
