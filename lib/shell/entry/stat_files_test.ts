import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import { look } from "./stat_files.ts";

Deno.test("look() gives each file once, in order, and absent ones too", async () => {
  const system = fakeSystem({
    files: {
      "/a": { text: "", mtime: 1000 },
      "/link": { target: "/a", mtime: 9000 },
    },
  });
  assert.deepEqual(await look(system, ["/none", "/link", "/a", "/none"]), [
    { path: "/none", mtime: undefined },
    { path: "/link", mtime: 1000 },
    { path: "/a", mtime: 1000 },
  ]);
});
