import assert from "node:assert/strict";
import { fakeSystem } from "../../tests/support/fake/fake_system.ts";
import { findProgram } from "./find_program.ts";

Deno.test("findProgram() takes the first file on PATH that can be run", async () => {
  const program = { mode: 0o755 };
  const system = fakeSystem({
    files: {
      "/a/tool": { kind: "directory" },
      "/b/tool": { mode: 0o644 },
      "/c/tool": { target: "/d/tool" },
      "/d/tool": program,
      "/w/bin/own": program,
    },
  });
  const find = (
    name: string,
    path: string | undefined,
    dir?: string,
  ): Promise<string | undefined> =>
    findProgram(system, name, { path, ...(dir !== undefined && { dir }) });
  assert.equal(await find("tool", "/a:/b:/c:/d"), "/c/tool");
  assert.equal(await find("tool", "/a:/b"), undefined);
  assert.equal(await find("tool", undefined), undefined);
  // Relative directories count as absent.
  assert.equal(await find("tool", "d::."), undefined);
  assert.equal(await find("bin/own", "/d", "/w"), "/w/bin/own");
  assert.equal(await find("/d/tool", undefined, "/w"), "/d/tool");
});
