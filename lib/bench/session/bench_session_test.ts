import assert from "node:assert/strict";
import { denoSystem } from "../../system/deno.ts";
import type { System } from "../../system/mod.ts";
import { tempDir } from "../../../tests/support/temp_dir.ts";
import { openSession } from "./bench_session.ts";

/** The machine, with cache and temporary files in one directory. */
function machineIn(dir: string): System {
  const system = denoSystem();
  const own: Record<string, string> = { XDG_CACHE_HOME: dir, TMPDIR: dir };
  return {
    ...system,
    env: { ...system.env, get: (name) => own[name] },
  };
}

Deno.test("openSession() has two runs notice each other, whichever was first", async () => {
  await using dir = await tempDir();
  const system = machineIn(dir.path);
  const heard = { one: [] as string[], two: [] as string[] };
  await using one = await openSession(system, "/one", (text) => {
    heard.one.push(text);
  });
  await one.meet();
  assert.equal(heard.one.length + heard.two.length, 0);
  {
    await using two = await openSession(system, "/two", (text) => {
      heard.two.push(text);
    });
    await two.meet();
  }
  // The other one is through by now.
  await one.meet();
  await one.meet();
  assert.equal(heard.two.length, 1);
  assert.match(heard.two[0] ?? "", /runs at the same time, in "\/one"/);
  assert.equal(heard.one.length, 1);
  assert.match(heard.one[0] ?? "", /runs at the same time, in "\/two"/);
});

Deno.test("openSession() leaves nothing, and removes what a killed run left", async () => {
  await using dir = await tempDir();
  const system = machineIn(dir.path);
  const { fs } = system;
  const [dead, name] = [`${dir.path}/hearth-bench-7-0123abcd`, "7-0123abcd"];
  const runs = `${dir.path}/hearth/bench`;
  await fs.writeText(`${dead}/place-1/home/file`, "");
  await fs.writeText(`${runs}/${name}.lock`, "");
  const run = { pid: 7, root: "/dead", dir: dead };
  await fs.writeText(`${runs}/${name}.json`, JSON.stringify(run));
  const other = { ...run, dir: dir.path };
  await fs.writeText(`${runs}/8-x.json`, JSON.stringify(other));
  const notes: string[] = [];
  await using stack = new AsyncDisposableStack();
  const child = new Deno.Command("sleep", {
    args: ["600"],
    env: { HOME: `${dead}/place-1/home` },
  }).spawn();
  stack.defer(async () => {
    await child.status;
  });
  {
    await using session = await openSession(system, "/own", (text) => {
      notes.push(text);
    });
    assert.equal((await fs.stat(session.dir))?.mode, 0o700);
    assert.equal(await fs.stat(dead), undefined);
    assert.equal((await child.status).signal, "SIGKILL");
  }
  assert.deepEqual(notes, [
    `Removed what an interrupted benchmark left in "${dead}"`,
  ]);
  assert.deepEqual(await fs.readDir(runs), []);
  assert.deepEqual(
    (await fs.readDir(dir.path))?.map(({ name }) => name),
    ["hearth"],
  );
});
