import assert from "node:assert/strict";
import { UserError } from "../../core/errors.ts";
import { findPython, type PythonSearch } from "./find_python.ts";
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

Deno.test("findPython() looks through the directories of version managers, the newest first", async () => {
  const uv = ".local/share/uv/python/cpython-3.12.9-linux-x86_64-gnu";
  await using place = await pythons({
    "a/python3": "3.9.2",
    ".pyenv/versions/3.11.7/bin/python3": "3.11.7",
    ".pyenv/versions/3.15.0a1/bin/python3": "3.15.0",
    ".pyenv/versions/mine/bin/python3": "3.13.9",
    ".asdf/installs/python/3.12.4/bin/python3": "3.12.4",
    ".local/share/mise/installs/python/3.10.1/bin/python3": "3.10.1",
    [`${uv}/bin/python3`]: "3.12.9",
  });
  const find = (wanted?: string) => place.find(["a"], wanted);
  assert.equal((await find()).version, "3.12.9");
  assert.equal((await find("3.12.4")).version, "3.12.4");
  assert.equal((await find("3.11")).version, "3.11.7");
  await assert.rejects(find("3.10"), /Cannot find Python "3\.10"/);
});

Deno.test("findPython() takes the version that .python-version names", async () => {
  await using place = await pythons({
    "a/python3": "3.11.4",
    ".pyenv/versions/3.12.1/bin/python3": "3.12.1",
  });
  const find = (pinned: string) => place.find(["a"], undefined, { pinned });
  assert.equal((await find("3.12")).version, "3.12.1");
  assert.equal((await find("3.11.4")).version, "3.11.4");
  await assert.rejects(
    find("3.13"),
    /Cannot find Python 3\.13 of \.python-version in the range >=3\.11,<3\.14: .*a\/python3 is 3\.11\.4/,
  );
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
    find: (
      dirs: readonly string[],
      wanted?: string,
      more: Partial<PythonSearch> = {},
    ) => {
      const PATH = dirs.map((dir) => `${root}/${dir}`).join(":");
      const variables: Record<string, string> = { PATH, HOME: root };
      const get = (name: string) => variables[name];
      return findPython(
        {
          system: { fs, env: { ...env, get }, proc },
          paths: workspacePaths(root),
        },
        { wanted, range: RANGE, ...more },
      );
    },
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}
