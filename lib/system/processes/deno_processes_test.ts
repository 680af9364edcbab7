import assert from "node:assert/strict";
import { tempDir } from "../../../tests/support/temp_dir.ts";
import { denoProcesses } from "./deno_processes.ts";

Deno.test("run() answers as a shell does for what cannot be run", async () => {
  await using dir = await tempDir();
  const { run } = denoProcesses("linux");
  const file = `${dir.path}/check.sh`;
  await Deno.writeTextFile(file, "exit 0\n", { mode: 0o644 });
  assert.deepEqual(await run([file]), {
    code: 126,
    stdout: "",
    stderr: `${file}: permission denied`,
  });
  assert.equal((await run([`${dir.path}/none`])).code, 127);
});
