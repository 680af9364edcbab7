import assert from "node:assert/strict";
import { UserError } from "../../core/errors.ts";
import { findPython } from "./find_python.ts";
import { workspacePaths } from "../../core/files/paths.ts";
import { denoSystem } from "../../system/deno.ts";

const RANGE = ">=3.11,<3.14";

Deno.test("findPython() takes the first that fits, python3 before python", async () => {
  await using place = await pythons({
    "a/python": "3.12.1",
    "a/python3": "3.9.2",
    "b/python3": "3.11.4",
    "b/python3.13": "3.13.0",
  });
  assert.equal((await place.find(["a", "b"])).version, "3.11.4");
  assert.equal((await place.find(["a"])).version, "3.12.1");
});

Deno.test("findPython() falls back on names with a version", async () => {
  await using place = await pythons({
    "a/python3": "3.14.0",
    "a/python3.12": "3.12.7",
  });
  assert.equal((await place.find(["a"])).version, "3.12.7");
});

Deno.test("findPython() looks past the workspace's own venvs", async () => {
  await using place = await pythons({
    ".venv/bin/python3": "3.13.1",
    ".hearth/venvs/one/bin/python3": "3.13.2",
    "a/python3": "3.11.0",
  });
  const dirs = [".venv/bin", ".hearth/venvs/one/bin", "a"];
  assert.equal((await place.find(dirs)).version, "3.11.0");
});

Deno.test("findPython() takes a wanted version by all its numbers", async () => {
  await using place = await pythons({
    "a/python3": "3.12.1",
    "b/python3.12": "3.12.4",
    "b/python3": "3.11.9",
  });
  const find = (wanted: string) => place.find(["a", "b"], wanted);
  assert.equal((await find("3.12.4")).version, "3.12.4");
  assert.equal((await find("3.11")).version, "3.11.9");
  await assert.rejects(find("3.1"), /Cannot find Python "3\.1" in the range/);
});

Deno.test("findPython() names what it found and why it will not do", async () => {
  await using place = await pythons({ "a/python3": "3.9.2" });
  const error = await place.find(["a"]).catch((error) => error);
  assert.ok(error instanceof UserError);
  assert.match(error.message, /Cannot find Python >=3\.11.*python3 is 3\.9\.2/);
  assert.match(error.hint ?? "", /install/);
});

/** Scripts that answer as Pythons do, by path. */
async function pythons(versions: Readonly<Record<string, string>>) {
  const root = await Deno.realPath(await Deno.makeTempDir());
  for (const [name, version] of Object.entries(versions)) {
    const path = `${root}/${name}`;
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    const script = `#!/bin/sh\necho '${path}'\necho ${version}\n`;
    await Deno.writeTextFile(path, script, { mode: 0o755 });
  }
  const { fs, env, proc } = denoSystem();
  return {
    find: (dirs: readonly string[], wanted?: string) => {
      const PATH = dirs.map((dir) => `${root}/${dir}`).join(":");
      const get = (name: string) => name === "PATH" ? PATH : env.get(name);
      // No uv: what it manages is no part of this.
      const run: typeof proc.run = (command, options) =>
        proc.run(command[0] === "uv" ? [`${root}/uv`] : command, options);
      return findPython(
        { fs, env: { ...env, get }, proc: { ...proc, run } },
        workspacePaths(root),
        { wanted, range: RANGE },
      );
    },
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}
