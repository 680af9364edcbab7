import assert from "node:assert/strict";
import type { Interpreter } from "../python/interpreter.ts";
import { workspacePaths } from "../../core/files/paths.ts";
import { listVenvs, pruneVenvs } from "./prune_venvs.ts";
import { denoSystem } from "../../system/deno.ts";
import { STAMP_FORMAT, stampFile, writeStamp } from "./venv_stamp.ts";

const system = denoSystem();

Deno.test("pruneVenvs() keeps the newest unused ones, those in use and .venv", async () => {
  await using place = await stock(["a", "b", "c", "d", "e", "f"]);
  const { venvOf } = place;
  await Deno.symlink(venvOf("a"), place.paths.venv);
  const removed = await pruneVenvs({ system, paths: place.paths }, [
    venvOf("b"),
  ]);
  assert.deepEqual(removed, [venvOf("c")]);
  const { finished } = await listVenvs({ system, paths: place.paths });
  assert.deepEqual(
    finished.map(({ venv }) => venv).sort(),
    ["a", "b", "d", "e", "f"].map(venvOf),
  );
});

Deno.test("pruneVenvs() removes what is of no use", async () => {
  await using place = await stock(["whole", "copied", "headless"]);
  const { venvOf } = place;
  await Deno.mkdir(venvOf("unfinished"));
  await Deno.mkdir(venvOf("unfinished-but-used"));
  await Deno.remove(`${venvOf("headless")}/bin/python`);
  await Deno.rename(venvOf("copied"), venvOf("elsewhere"));
  const removed = await pruneVenvs({ system, paths: place.paths }, [
    venvOf("unfinished-but-used"),
  ]);
  assert.deepEqual(
    removed.sort(),
    ["elsewhere", "headless", "unfinished"].map(venvOf),
  );
  await assert.rejects(Deno.stat(venvOf("unfinished")), Deno.errors.NotFound);
});

/** Finished venvs, each a second newer than the one before. */
async function stock(names: readonly string[]) {
  const root = await Deno.realPath(await Deno.makeTempDir());
  const paths = workspacePaths(root);
  const realPath = `${root}/python`;
  await Deno.writeTextFile(realPath, "");
  const interpreter: Interpreter = {
    path: realPath,
    realPath,
    version: "3.11.0",
    size: 0,
    mtime: 0,
  };
  const venvOf = (name: string) => `${paths.venvs}/${name}`;
  for (const [age, name] of names.entries()) {
    const venv = venvOf(name);
    await Deno.mkdir(`${venv}/bin`, { recursive: true });
    await Deno.symlink(realPath, `${venv}/bin/python`);
    await writeStamp(system, {
      ...{ format: STAMP_FORMAT, key: name, venv, interpreter, inputs: {} },
      ...{ watched: {}, asked: "", request: { range: "", pinned: undefined } },
      searches: [],
      imports: [],
      sitePackages: "lib",
      packages: [],
    });
    await Deno.utime(stampFile(venv), age, age);
  }
  return {
    paths,
    venvOf,
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}
