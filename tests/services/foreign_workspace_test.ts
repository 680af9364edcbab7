/**
 * A workspace that is not Hearth's own checkout.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { CHECKOUT } from "../support/checkout.ts";
import { foreignRepository } from "../support/workspaces/foreign_repository.ts";
import { tempDir } from "../support/harness.ts";
import { type ChildResult, spawnChild } from "../support/child.ts";
import { sealedEnvironment } from "../support/workspaces/sealed_environment.ts";

/** Runs Hearth's launcher in a directory. */
async function hearth(
  dir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ChildResult> {
  const deno = Deno.execPath().replace(/\/[^/]+$/, "");
  return await spawnChild([join(CHECKOUT, "bin/hearth"), ...args], {
    cwd: dir,
    env: { ...env, PATH: `${deno}:${env.PATH}` },
  }).result;
}

Deno.test("a repository with a workspace.ts starts and stops from any directory in it", async () => {
  await using dir = await tempDir();
  const env = await sealedEnvironment({
    home: join(dir.path, "home"),
    temp: join(dir.path, "tmp"),
  });
  const root = await foreignRepository(dir.path);
  const below = join(root, "src", "deep");
  await Deno.mkdir(below, { recursive: true });
  const started = await hearth(below, ["start", "--no-open"], env);
  assert.equal(started.code, 0, started.stderr);
  const status = await hearth(below, ["status"], env);
  assert.match(status.stdout, /web\s+running/);
  const entered = await spawnChild(
    [join(root, ".hearth/enter"), "--", "sh", "-c", "echo $VIRTUAL_ENV"],
    { cwd: "/", env },
  ).result;
  assert.equal(entered.stdout, `${root}/.venv\n`);
  const stopped = await hearth(below, ["stop"], env);
  assert.equal(stopped.code, 0, stopped.stderr);
  const outside = await hearth(dir.path, ["status"], {
    ...env,
    HEARTH_ROOT: root,
  });
  assert.match(outside.stdout, /web\s+stopped/);
  const nowhere = await hearth(dir.path, ["status"], env);
  assert.equal(nowhere.code, 1);
  assert.match(nowhere.stderr, /Cannot find .*workspace\.ts/);
});
