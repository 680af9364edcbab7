import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import { bashArray, writeBounds } from "./bounds.ts";

Deno.test("bashArray() quotes each path in a line of its own", () => {
  assert.equal(
    bashArray("files", ["/a b", "/it's"]),
    "files=(\n  '/a b'\n  '/it'\\''s'\n)",
  );
  assert.equal(bashArray("files", []), "files=(\n)");
});

Deno.test("writeBounds() puts each file between two milliseconds", async () => {
  const { fs } = fakeSystem();
  await writeBounds({ fs }, {
    dir: "/bounds",
    watched: [
      { path: "/a", mtime: 1000 },
      { path: "/none", mtime: undefined },
      { path: "/b", mtime: 0 },
    ],
  });
  const times = await Promise.all(
    fs.filesBelow("/bounds").map(async (path) => [
      path,
      (await fs.stat(path))?.mtime,
    ]),
  );
  assert.deepEqual(times, [
    ["/bounds/0.high", 1001],
    ["/bounds/0.low", 1000],
    ["/bounds/2.high", 1],
    ["/bounds/2.low", 0],
  ]);
  assert.equal((await fs.stat("/bounds"))?.mode, 0o700);
});

Deno.test("writeBounds() removes those of a file that is gone since", async () => {
  const { fs } = fakeSystem();
  await writeBounds({ fs }, {
    dir: "/bounds",
    watched: [{ path: "/a", mtime: 1000 }],
  });
  await writeBounds({ fs }, {
    dir: "/bounds",
    watched: [{ path: "/a", mtime: undefined }],
  });
  assert.deepEqual(fs.filesBelow("/bounds"), []);
});
