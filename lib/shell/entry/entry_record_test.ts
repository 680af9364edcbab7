import assert from "node:assert/strict";
import {
  type FakeSystem,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import {
  type EntryRecord,
  entryRecordFile,
  entryStampFile,
  isEntryCurrent,
  surroundings,
} from "./entry_record.ts";
import { pythonsOnPath } from "../../setup/python/interpreter.ts";
import { look } from "./stat_files.ts";

const VENV = `${PATHS.venvs}/abc`;
const PROGRAM = { text: "ELF", mode: 0o755 };

/** A machine on which the stamp of an entry was just written. */
async function recorded(
  variables: Record<string, string> = {},
): Promise<FakeSystem> {
  const system = fakeSystem({
    variables: { PATH: "/usr/bin", ...variables },
    files: {
      "/usr/bin/python3": PROGRAM,
      [`${VENV}/bin/python`]: PROGRAM,
      [PATHS.venv]: { target: VENV },
      [PATHS.lock]: "six==1.17.0\n",
      [entryStampFile(PATHS)]: "# stamp\n",
    },
  });
  const pythons = await pythonsOnPath({ system, paths: PATHS });
  const record: EntryRecord = {
    values: surroundings({ system, paths: PATHS }, { pythons, venv: VENV }),
    watched: await look(system, [PATHS.lock, `${PATHS.root}/absent.txt`]),
  };
  await system.fs.writeText(entryRecordFile(PATHS), JSON.stringify(record));
  system.clock.advance(1000);
  return system;
}

/** Whether the stamp holds on a machine, after a look at its PATH. */
async function isCurrent(system: Pick<FakeSystem, "fs" | "env">) {
  const context = { system, paths: PATHS };
  return await isEntryCurrent(context, await pythonsOnPath(context));
}

/** The same machine in another environment. */
function under(
  { fs }: FakeSystem,
  variables: Record<string, string>,
): Pick<FakeSystem, "fs" | "env"> {
  return { fs, env: fakeSystem({ variables }).env };
}

Deno.test("isEntryCurrent() while everything is as it was", async () => {
  assert.ok(await isCurrent(await recorded()));
});

Deno.test("isEntryCurrent() notices every change of a file", async () => {
  const changes: Record<string, (system: FakeSystem) => Promise<void>> = {
    "written": ({ fs }) => fs.writeText(PATHS.lock, "six==1.17.0\n"),
    "back in time": ({ fs }) => fs.setTime(PATHS.lock, 1000),
    "removed": ({ fs }) => fs.remove(PATHS.lock),
    "added": ({ fs }) => fs.writeText(`${PATHS.root}/absent.txt`, ""),
    "another .venv": ({ fs }) => fs.replaceLink(PATHS.venv, PATHS.venvs),
    "no .venv": ({ fs }) => fs.remove(PATHS.venv),
    "no stamp": ({ fs }) => fs.remove(entryStampFile(PATHS)),
    "an empty stamp": ({ fs }) => fs.writeText(entryStampFile(PATHS), ""),
    "no record": ({ fs }) => fs.remove(entryRecordFile(PATHS)),
    "half a record": ({ fs }) => fs.writeText(entryRecordFile(PATHS), "{"),
    "another Python": ({ fs }) =>
      fs.writeText("/usr/bin/python", "ELF", { mode: 0o755 }),
  };
  for (const [name, change] of Object.entries(changes)) {
    const system = await recorded();
    await change(system);
    assert.equal(await isCurrent(system), false, name);
  }
});

Deno.test("isEntryCurrent() takes no notice of what does not decide", async () => {
  const system = await recorded();
  await system.fs.writeText("/usr/bin/python", "no program", { mode: 0o644 });
  await system.fs.writeText(`${PATHS.root}/notes.txt`, "");
  assert.ok(await isCurrent(system));
  const variables = { PATH: `${PATHS.venv}/bin:/usr/bin`, OTHER: "1" };
  assert.ok(
    await isCurrent(under(system, variables)),
  );
});

Deno.test("isEntryCurrent() notices the variables that decide", async () => {
  const system = await recorded();
  for (const name of ["PYENV_VERSION", "HEARTH_LIBRARIES"]) {
    const now = under(system, { PATH: "/usr/bin", [name]: "3.12" });
    assert.equal(
      await isCurrent(now),
      false,
      name,
    );
  }
  const known = await recorded({ PYENV_VERSION: "3.12" });
  for (const version of ["3.12", "3.13"]) {
    const now = under(known, { PATH: "/usr/bin", PYENV_VERSION: version });
    assert.equal(
      await isCurrent(now),
      version === "3.12",
    );
  }
  const elsewhere = under(system, { PATH: "/opt/bin" });
  assert.equal(
    await isCurrent(elsewhere),
    false,
  );
});
