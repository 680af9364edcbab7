import assert from "node:assert/strict";
import { join } from "node:path";
import { type TempDir, tempDir } from "../../tests/support/temp_dir.ts";
import { workspacePaths } from "../core/files/paths.ts";
import { denoSystem } from "../system/deno.ts";
import { removeLateDrafts, removeSetupDrafts } from "./setup_drafts.ts";

const system = denoSystem();
const UV_DRAFT = ".hearth/requirements.lock.draft";

Deno.test("removeSetupDrafts() removes what a killed setup left and nothing else", async () => {
  const left = [
    ".venv.12-0a1b2c3d.draft",
    "requirements.lock.12-0a1b2c3d.draft",
    "requirements.txt.12-0a1b2c3d.draft",
    ".hearth/requirements.lock.draft",
    ".hearth/requirements-extra.lock.draft",
    ".hearth/setup.json.12-0a1b2c3d.draft",
  ];
  const kept = [
    "letter.draft",
    "requirements.lock",
    "requirements.txt",
    ".hearth/setup.json",
    ".hearth/status.12-0a1b2c3d.draft",
  ];
  await using place = await workspace([...left, ...kept]);
  await removeSetupDrafts({ system, paths: workspacePaths(place.path) });
  assert.deepEqual(
    [...left, ...kept].filter((name) => isThere(place, name)),
    kept,
  );
});

Deno.test("removeLateDrafts() removes what a uv wrote that outlived its setup", async () => {
  await using place = await workspace([UV_DRAFT]);
  await removeLateDrafts({ system, paths: workspacePaths(place.path) });
  assert.ok(!isThere(place, UV_DRAFT));
});

Deno.test("removeLateDrafts() leaves everything to a setup that runs", async () => {
  await using place = await workspace([UV_DRAFT]);
  const lock = await system.fs.tryLock(join(place.path, ".hearth/setup.lock"));
  await removeLateDrafts({ system, paths: workspacePaths(place.path) });
  assert.ok(isThere(place, UV_DRAFT));
  lock?.release();
});

function isThere({ path }: TempDir, name: string): boolean {
  try {
    return Deno.lstatSync(join(path, name)).isFile;
  } catch {
    return false;
  }
}

async function workspace(files: readonly string[]): Promise<TempDir> {
  const dir = await tempDir();
  await Deno.mkdir(join(dir.path, ".hearth"));
  for (const name of files) {
    await Deno.writeTextFile(join(dir.path, name), "");
  }
  return dir;
}
