import assert from "node:assert/strict";
import type { FakeEntry } from "../../../tests/support/fake/fake_tree.ts";
import {
  type FakeProgram,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import { wantedSecrets } from "./search.ts";
import { type FileLeak, searchFiles } from "./search_files.ts";

const WANTED = wantedSecrets([
  {
    name: "KEY",
    declared: undefined,
    value: "canary-in-the-mine",
    from: ".env",
    isValid: true,
  },
]);

/** Leaks in files below the workspace's root. */
async function leaks(
  files: Record<string, string | FakeEntry>,
  git: FakeProgram | null = null,
): Promise<FileLeak[]> {
  const system = fakeSystem({
    programs: { git },
    files: Object.fromEntries(
      Object.entries(files).map(([name, entry]) => [
        `${PATHS.root}/${name}`,
        entry,
      ]),
    ),
  });
  return await searchFiles({ system, paths: PATHS }, WANTED);
}

const LEAK = "key = canary-in-the-mine\n";

Deno.test("searchFiles() searches what git lists, and nothing else", async () => {
  const listed: FakeProgram = (args) => {
    assert.deepEqual(args.slice(0, 3), ["-C", PATHS.root, "ls-files"]);
    return { stdout: "a.txt\0dir/b c.txt\0gone.txt\0" };
  };
  const found = await leaks({
    "a.txt": LEAK,
    "dir/b c.txt": LEAK,
    "ignored.txt": LEAK,
  }, listed);
  assert.deepEqual(found, [
    { name: "KEY", file: "a.txt" },
    { name: "KEY", file: "dir/b c.txt" },
  ]);
});

Deno.test("searchFiles() walks without git, past what git would leave out", async () => {
  const found = await leaks({
    "a.txt": LEAK,
    "dir/sub/b.txt": LEAK,
    ".hidden": LEAK,
    ".cache/c.txt": LEAK,
    "node_modules/d.js": LEAK,
    "dir/__pycache__/e.pyc": LEAK,
    "clean.txt": "nothing",
  });
  assert.deepEqual(found.map(({ file }) => file), [
    "a.txt",
    "dir/sub/b.txt",
    ".hidden",
  ]);
});

Deno.test("searchFiles() does not report .env itself, by whatever name", async () => {
  const found = await leaks({
    ".env": { target: "vault/keys" },
    "vault/keys": LEAK,
    "vault/link": { target: "../a.txt" },
    "a.txt": LEAK,
  });
  assert.deepEqual(found, [{ name: "KEY", file: "a.txt" }]);
});

Deno.test("searchFiles() finds a value across the pieces that are read", async () => {
  const begin = 1024 * 1024 - 10;
  const text = `${" ".repeat(begin)}${LEAK}`;
  assert.equal((await leaks({ "large.txt": text })).length, 1);
});

Deno.test("searchFiles() names a notebook's cell, once for each secret", async () => {
  const output = { text: ["key: ", "canary-in-", "the-mine\n"] };
  const notebook = JSON.stringify({
    cells: [{ outputs: [] }, { source: "print(key)", outputs: [output] }],
  });
  const typed = JSON.stringify({ cells: [{ source: LEAK, outputs: [] }] });
  const found = await leaks({ "a.ipynb": notebook, "b.ipynb": typed });
  assert.deepEqual(found, [
    { name: "KEY", cell: 2, file: "a.ipynb" },
    { name: "KEY", file: "b.ipynb" },
  ]);
});

Deno.test("searchFiles() reads nothing where nothing is looked for", async () => {
  assert.deepEqual(
    await searchFiles({ system: fakeSystem(), paths: PATHS }, []),
    [],
  );
});

Deno.test("searchFiles() ends with the reason of its signal", async () => {
  const system = fakeSystem({
    programs: { git: null },
    files: { "/project/a.txt": LEAK },
  });
  const signal = AbortSignal.abort(new Error("Ctrl-C"));
  await assert.rejects(
    searchFiles({ system, paths: PATHS }, WANTED, signal),
    /Ctrl-C/,
  );
});
