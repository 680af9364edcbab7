/**
 * Workspaces that are moved or copied while their services run.
 *
 * @module
 */
import assert from "node:assert/strict";
import { dirname } from "node:path";
import type { ChildResult } from "../support/child.ts";
import {
  freePort,
  processesWith,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";

/** A tiny workspace whose service runs, and the pid of that. */
async function running(): Promise<
  { workspace: TempWorkspace; pid: number; elsewhere: string }
> {
  const workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  const pid = servicesOf(started)[0]?.pid ?? 0;
  return { workspace, pid, elsewhere: `${dirname(workspace.root)}/elsewhere` };
}

/** Runs a task of the workspace that is at `root` now. */
function taskAt(
  workspace: TempWorkspace,
  root: string,
  ...args: string[]
): Promise<ChildResult> {
  const main = [Deno.execPath(), "run", "-A", `${root}/main.ts`];
  return workspace.exec([...main, ...args], { cwd: root });
}

/** The pid that `status` shows at `root`; null when none runs there. */
async function pidAt(
  workspace: TempWorkspace,
  root: string,
): Promise<number | null | undefined> {
  const status = await taskAt(workspace, root, "status", "--json");
  return servicesOf(status)[0]?.pid;
}

for (const withState of [true, false]) {
  const what = withState ? "" : " and lost .hearth";
  Deno.test(`services of a workspace that was moved${what} are its own`, async () => {
    const { workspace, pid, elsewhere } = await running();
    await using _ = workspace;
    await Deno.rename(workspace.root, elsewhere);
    if (!withState) {
      await Deno.remove(`${elsewhere}/.hearth`, { recursive: true });
    }
    const status = await taskAt(workspace, elsewhere, "status", "--json");
    const [web] = servicesOf(status);
    assert.equal(web?.pid, pid);
    assert.equal(web?.log, `${elsewhere}/.hearth/logs/web.log`);
    const stopped = await taskAt(workspace, elsewhere, "stop");
    assert.equal(stopped.code, 0, stopped.stderr);
    assert.deepEqual(await processesWith("HOME", workspace.home), []);
  });
}

Deno.test("restart after a move gives a new process in place of the old one", async () => {
  const { workspace, pid, elsewhere } = await running();
  await using _ = workspace;
  await Deno.rename(workspace.root, elsewhere);
  const restarted = await taskAt(workspace, elsewhere, "restart", "--json");
  assert.equal(restarted.code, 0, restarted.stderr);
  const after = servicesOf(restarted)[0]?.pid;
  assert.notEqual(after, pid);
  const living = await processesWith("HOME", workspace.home);
  assert.deepEqual(living.map((found) => found.pid), [after]);
  await taskAt(workspace, elsewhere, "stop");
});

Deno.test("a copy of a workspace does not reach the services of the original", async () => {
  const { workspace, pid, elsewhere } = await running();
  await using _ = workspace;
  await workspace.exec(["cp", "-a", workspace.root, elsewhere]);
  assert.equal(await pidAt(workspace, elsewhere), null);
  const stopped = await taskAt(workspace, elsewhere, "stop");
  assert.match(stopped.stderr, /Nothing was running/);
  assert.equal(await pidAt(workspace, workspace.root), pid);
});

Deno.test("a copy at the path from which a workspace was moved does not either", async () => {
  const { workspace, pid, elsewhere } = await running();
  await using _ = workspace;
  await Deno.rename(workspace.root, elsewhere);
  await workspace.exec(["cp", "-a", elsewhere, workspace.root], {
    cwd: elsewhere,
  });
  assert.equal(await pidAt(workspace, workspace.root), null);
  const stopped = await taskAt(workspace, workspace.root, "stop");
  assert.match(stopped.stderr, /Nothing was running/);
  assert.equal(await pidAt(workspace, elsewhere), pid);
  const own = await taskAt(workspace, elsewhere, "stop");
  assert.equal(own.code, 0, own.stderr);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});

Deno.test({
  name: "a move to another file system, a copy and a deletion, keeps services",
  // macOS does not say in what directory a process works.
  ignore: Deno.build.os !== "linux",
  async fn() {
    const { workspace, pid, elsewhere } = await running();
    await using _ = workspace;
    await workspace.exec(["cp", "-a", workspace.root, elsewhere]);
    await Deno.remove(workspace.root, { recursive: true });
    assert.equal(await pidAt(workspace, elsewhere), pid);
    const stopped = await taskAt(workspace, elsewhere, "stop");
    assert.equal(stopped.code, 0, stopped.stderr);
    assert.deepEqual(await processesWith("HOME", workspace.home), []);
  },
});
