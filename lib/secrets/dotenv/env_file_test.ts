import assert from "node:assert/strict";
import type { FakeEntry } from "../../../tests/support/fake/fake_tree.ts";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import { editEnvFile, readEnvFile } from "./env_file.ts";

const LARGEST = 32 * 1024 * 1024;

/** What `.env` reads as when that is there. */
function read(entry: string | FakeEntry): Promise<string | undefined> {
  return readEnvFile({
    system: fakeSystem({ files: { [PATHS.envFile]: entry } }),
    paths: PATHS,
  });
}

Deno.test("readEnvFile() gives the text as it is, a byte order mark included", async () => {
  assert.equal(
    await readEnvFile({ system: fakeSystem(), paths: PATHS }),
    undefined,
  );
  assert.equal(await read(""), "");
  assert.equal(await read("\ufeffA=ü\r\n"), "\ufeffA=ü\r\n");
});

Deno.test("readEnvFile() says what is in the way", async () => {
  await assert.rejects(read({ kind: "directory" }), /it is a directory$/);
  await assert.rejects(
    read({ bytes: new Uint8Array([0xff]) }),
    /it is not UTF-8$/,
  );
  await assert.rejects(
    read({ bytes: new Uint8Array(LARGEST + 1) }),
    /it is too large \(3\d MB\)$/,
  );
  assert.equal(
    (await read({ bytes: new Uint8Array(LARGEST) }))?.length,
    LARGEST,
  );
});

Deno.test("editEnvFile() hands over the text, and writes only another one", async () => {
  const system = fakeSystem({ files: { [PATHS.envFile]: "A=1\n" } });
  const edit = (after: string | undefined): Promise<boolean> =>
    editEnvFile({ system, paths: PATHS }, (before) => after && before + after);
  assert.equal(await edit(undefined), false);
  assert.equal(await edit("B=2\n"), true);
  assert.equal(await system.fs.readText(PATHS.envFile), "A=1\nB=2\n");
});

Deno.test("editEnvFile() has a private file on the disk before it gets its name", async () => {
  const system = fakeSystem();
  const writeText = system.fs.writeText.bind(system.fs);
  let wish: unknown;
  system.fs.writeText = (path, text, options) => {
    wish = options;
    return writeText(path, text, options);
  };
  await editEnvFile({ system, paths: PATHS }, () => "A=1\n");
  assert.deepEqual(wish, { mode: 0o600, durable: true });
});

Deno.test("editEnvFile() leaves the file as it was when the edit fails", async () => {
  const system = fakeSystem({ files: { [PATHS.envFile]: "A=1\n" } });
  const edit = (): string => {
    throw new Error("too large");
  };
  await assert.rejects(
    editEnvFile({ system, paths: PATHS }, edit),
    /too large/,
  );
  assert.equal(await system.fs.readText(PATHS.envFile), "A=1\n");
  // The lock is free again.
  assert.equal(await editEnvFile({ system, paths: PATHS }, () => ""), true);
});

Deno.test("editEnvFile() does not follow links that lead in a circle", async () => {
  const system = fakeSystem({
    files: { [PATHS.envFile]: { target: "other" }, "/project/other": "" },
  });
  await system.fs.replaceLink("/project/other", ".env");
  await assert.rejects(editEnvFile({ system, paths: PATHS }, () => "A=1\n"));
});
