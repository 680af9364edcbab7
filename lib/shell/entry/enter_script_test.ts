import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import { enterScript, writeEnterScript } from "./enter_script.ts";

Deno.test("writeEnterScript() writes a program, and only where it differs", async () => {
  const system = fakeSystem({ files: { "/bin/bash": { mode: 0o755 } } });
  const path = enterScript(PATHS);
  await writeEnterScript({ system, paths: PATHS });
  const text = await system.fs.readText(path) ?? "";
  assert.match(text, /^#!\/bin\/bash\n/);
  assert.match(text, /^HEARTH_ROOT='\/project'$/m);
  const before = await system.fs.stat(path);
  assert.equal(before?.mode, 0o755);
  system.clock.advance(1000);
  await writeEnterScript({ system, paths: PATHS });
  assert.deepEqual(await system.fs.stat(path), before);
  await system.fs.remove("/bin/bash");
  await writeEnterScript({ system, paths: PATHS });
  assert.match(
    await system.fs.readText(path) ?? "",
    /^#!\/usr\/bin\/env bash\n/,
  );
});
