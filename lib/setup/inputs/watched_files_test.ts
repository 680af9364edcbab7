import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import { areUnchanged, recordReads } from "./watched_files.ts";

const ROOT = "/project";

Deno.test("areUnchanged() notices a change of any file that was read", async () => {
  const files = { "/project/a.txt": "a", "/shared/b.txt": "b" };
  for (const path of [...Object.keys(files), "/project/uv.lock"]) {
    const system = fakeSystem({ files });
    const recorded = recordReads(system.fs, ROOT);
    assert.equal(await recorded.fs.readText("/project/a.txt"), "a");
    await recorded.fs.readText("/shared/b.txt");
    await recorded.fs.readText("/project/uv.lock");
    const watched = recorded.watched();
    assert.deepEqual(Object.keys(watched), [
      "../shared/b.txt",
      "a.txt",
      "uv.lock",
    ]);
    assert.equal(await areUnchanged(system, { root: ROOT, watched }), true);
    await system.fs.writeText(path, "another");
    assert.equal(
      await areUnchanged(system, { root: ROOT, watched }),
      false,
      path,
    );
    await system.fs.remove(path);
    const isAsBefore = path === "/project/uv.lock";
    assert.equal(
      await areUnchanged(system, { root: ROOT, watched }),
      isAsBefore,
      path,
    );
  }
});
