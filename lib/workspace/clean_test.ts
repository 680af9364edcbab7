import assert from "node:assert/strict";
import { fakeSystem } from "../../tests/support/fake/fake_system.ts";
import { PATHS, plantClaim } from "../../tests/support/fake/fake_workspace.ts";
import { clean } from "./clean.ts";

Deno.test("clean() keeps every file that a running service writes", async () => {
  const logs = (...names: readonly string[]): string[] =>
    names.map((name) => `${PATHS.logs}/${name}`);
  const written = logs(
    ...["web.log", "web.log.0", "web.log.pipe", "web.before-1.log"],
  );
  const over = logs("web.log.1", "web.before-2.log", "gone.log", "gone.log.0");
  const files = [...written, ...over].map((path) => [path, ""]);
  const system = fakeSystem({
    files: Object.fromEntries(files),
    processes: [{ pid: 4711 }],
    programs: { du: () => ({ stdout: "0\tall\n" }) },
  });
  await plantClaim(system, "web", { before: ["migrate"], logLimit: 1 });
  const { removed } = await clean({ system, paths: PATHS }, { all: false });
  assert.deepEqual(removed.toSorted(), over.toSorted());
});
