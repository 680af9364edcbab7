import assert from "node:assert/strict";
import { denoSystem } from "../../system/deno.ts";
import { tempDir } from "../../../tests/support/temp_dir.ts";
import { copyRepository } from "./copy_repository.ts";

const system = denoSystem();

async function git(dir: string, ...args: string[]): Promise<string> {
  const author = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];
  const command = ["git", "-C", dir, ...author, ...args];
  const { code, stdout, stderr } = await system.proc.run(command);
  assert.equal(code, 0, stderr);
  return stdout.trim();
}

/** A repository with one commit, and with changes since. */
async function repository(root: string): Promise<void> {
  const { fs } = system;
  await fs.writeText(`${root}/.gitignore`, "ignored\n");
  await fs.writeText(`${root}/sub/kept`, "first");
  await fs.writeText(`${root}/sub/gone`, "first");
  await fs.writeText(`${root}/sub/run me`, "#!/bin/sh\n", { mode: 0o755 });
  await fs.replaceLink(`${root}/link`, "sub/kept");
  await git(root, "init", "--quiet");
  await git(root, "add", "--all");
  await git(root, "commit", "--quiet", "--message", "first");
  await fs.writeText(`${root}/sub/kept`, "second");
  await fs.writeText(`${root}/sub/new`, "second");
  await fs.writeText(`${root}/sub/ignored`, "second");
  await fs.remove(`${root}/sub/gone`);
}

Deno.test("copyRepository() copies what is there, and the history", async () => {
  await using dir = await tempDir();
  const [from, to] = [`${dir.path}/from`, `${dir.path}/to`];
  await repository(from);
  const root = await copyRepository(system, `${from}/sub`, { to });
  assert.equal(root, `${to}/sub`);
  assert.equal(await system.fs.readText(`${root}/kept`), "second");
  assert.equal(await system.fs.readText(`${root}/new`), "second");
  assert.equal(await system.fs.stat(`${root}/gone`), undefined);
  assert.equal(await system.fs.stat(`${root}/ignored`), undefined);
  assert.equal((await system.fs.stat(`${root}/run me`))?.mode, 0o755);
  assert.equal(await system.fs.readLink(`${to}/link`), "sub/kept");
  const status = "git status --porcelain";
  const [, ...words] = status.split(" ");
  assert.equal(await git(to, ...words), await git(from, ...words), status);
  assert.equal(await git(to, "log", "--format=%s"), "first");
  await git(to, "config", "hearth.own", "true");
  assert.doesNotMatch(await git(from, "config", "--list"), /hearth\.own/);
});

Deno.test("copyRepository() checks a commit out, of a shallow clone too", async () => {
  await using dir = await tempDir();
  const [from, shallow] = [`${dir.path}/from`, `${dir.path}/shallow`];
  await repository(from);
  await git(from, "add", "--all");
  await git(from, "commit", "--quiet", "--message", "second");
  const first = await git(from, "rev-parse", "HEAD^");
  await git(dir.path, "clone", "-q", "--depth=2", `file://${from}`, shallow);
  for (const source of [from, shallow]) {
    const root = await copyRepository(system, `${source}/sub`, {
      to: `${source}-copy`,
      commit: first,
    });
    assert.equal(await system.fs.readText(`${root}/kept`), "first");
    assert.equal(await system.fs.readText(`${root}/gone`), "first");
    assert.equal(await system.fs.stat(`${root}/new`), undefined);
    assert.equal(await git(source, "status", "--porcelain"), "");
    assert.equal((await git(source, "worktree", "list")).split("\n").length, 1);
  }
});

Deno.test("copyRepository() copies a directory that is no repository", async () => {
  await using dir = await tempDir();
  const { fs } = system;
  await fs.writeText(`${dir.path}/from/sub/file`, "text");
  await fs.writeText(`${dir.path}/from/.env`, "SECRET=1");
  const to = `${dir.path}/to`;
  assert.equal(await copyRepository(system, `${dir.path}/from`, { to }), to);
  assert.equal(await fs.readText(`${to}/sub/file`), "text");
  assert.equal(await fs.stat(`${to}/.env`), undefined);
  assert.deepEqual(
    (await fs.readDir(dir.path))?.map(({ name }) => name).sort(),
    ["from", "to"],
  );
});
