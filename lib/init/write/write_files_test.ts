import assert from "node:assert/strict";
import {
  type FakeSystem,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import type { PlannedFile } from "./planned_file.ts";
import { readRecord, recordChange } from "./record.ts";
import { undoFiles } from "./undo.ts";
import { writeFiles } from "./write_files.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const PLANNED: readonly PlannedFile[] = [
  {
    path: ".gitignore",
    bytes: encode("a\n/.venv\n"),
    mode: 0o640,
    before: encode("a\n"),
  },
  {
    path: "hearth",
    bytes: encode("#!/bin/sh\n"),
    mode: 0o755,
    before: undefined,
  },
  {
    path: "workspace.ts",
    bytes: encode("x\n"),
    mode: 0o644,
    before: undefined,
  },
];

function machine(): FakeSystem {
  return fakeSystem({
    files: { "/p/.gitignore": { text: "a\n", mode: 0o640 } },
  });
}

/** Every file outside of `.hearth`, with its text and mode. */
async function tree({ fs }: FakeSystem): Promise<Record<string, unknown>> {
  const paths = fs.filesBelow("/p").filter((path) => !path.includes(".hearth"));
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [
      path,
      [await fs.readText(path), (await fs.stat(path))?.mode],
    ])),
  );
}

const WRITTEN = {
  "/p/.gitignore": ["a\n/.venv\n", 0o640],
  "/p/hearth": ["#!/bin/sh\n", 0o755],
  "/p/workspace.ts": ["x\n", 0o644],
};

Deno.test("writeFiles() writes contents and modes, and undoFiles() takes them back", async () => {
  const system = machine();
  const before = await tree(system);
  await writeFiles(system, { root: "/p", files: PLANNED });
  assert.deepEqual(await tree(system), WRITTEN);
  assert.equal((await system.fs.stat("/p/.hearth"))?.mode, 0o700);
  assert.deepEqual(system.fs.filesBelow("/p/.hearth"), [
    "/p/.hearth/init.json",
  ]);
  assert.deepEqual(await undoFiles(system, "/p", { dryRun: false }), {
    removed: ["hearth", "workspace.ts"],
    restored: [".gitignore"],
    edited: [],
  });
  assert.deepEqual(await tree(system), before);
});

Deno.test("writeFiles() leaves nothing when one file cannot be put in place", async () => {
  for (const [index, { path }] of PLANNED.entries()) {
    const system = machine();
    const before = await tree(system);
    system.fs.fail("rename", `/p/.hearth/init/${index}`, new Error("full"));
    await assert.rejects(
      writeFiles(system, { root: "/p", files: PLANNED }),
      /full/,
      path,
    );
    assert.deepEqual(await tree(system), before, path);
    assert.equal(await system.fs.stat("/p/.hearth"), undefined, path);
  }
});

Deno.test("writeFiles() does not replace a file that came up or was edited meanwhile", async () => {
  for (const path of ["/p/workspace.ts", "/p/.gitignore"]) {
    const system = machine();
    system.fs.add(path, "theirs");
    const before = await tree(system);
    await assert.rejects(writeFiles(system, { root: "/p", files: PLANNED }), {
      message: `Cannot write "${path}": it changed meanwhile`,
    });
    assert.deepEqual(await tree(system), before);
  }
});

Deno.test("undoFiles() keeps what was edited, and names it", async () => {
  const system = machine();
  await writeFiles(system, { root: "/p", files: PLANNED });
  await system.fs.writeText("/p/workspace.ts", "mine");
  const expected = {
    removed: ["hearth"],
    restored: [".gitignore"],
    edited: ["workspace.ts"],
  };
  assert.deepEqual(await undoFiles(system, "/p", { dryRun: true }), expected);
  assert.ok("/p/hearth" in await tree(system));
  assert.deepEqual(await undoFiles(system, "/p", { dryRun: false }), expected);
  assert.equal(await system.fs.readText("/p/workspace.ts"), "mine");
  await assert.rejects(undoFiles(system, "/p", { dryRun: false }), {
    message: "Cannot undo init: there is no record of it in /p",
  });
});

Deno.test("undoFiles() knows what two runs wrote", async () => {
  const system = machine();
  const before = await tree(system);
  await writeFiles(system, { root: "/p", files: PLANNED.slice(0, 1) });
  const again = encode("a\n/.venv\n/local.nix\n");
  await writeFiles(system, {
    root: "/p",
    files: [
      {
        path: ".gitignore",
        bytes: again,
        mode: 0o640,
        before: PLANNED[0]?.bytes,
      },
      ...PLANNED.slice(1),
    ],
  });
  await undoFiles(system, "/p", { dryRun: false });
  assert.deepEqual(await tree(system), before);
});

Deno.test("readRecord() counts a record that is cut short as none", async () => {
  const system = machine();
  await writeFiles(system, { root: "/p", files: PLANNED });
  const file = "/p/.hearth/init.json";
  const text = await system.fs.readText(file) ?? "";
  await system.fs.writeText(file, text.slice(0, 40));
  assert.deepEqual((await readRecord(system, "/p")).files, {});
});

Deno.test("recordChange() lets undo remove a wrapper that upgrade changed, and no other", async () => {
  for (const isEdited of [false, true]) {
    const system = machine();
    await writeFiles(system, { root: "/p", files: PLANNED });
    if (isEdited) await system.fs.writeText("/p/hearth", "edited");
    const before = encode(await system.fs.readText("/p/hearth") ?? "");
    await system.fs.writeText("/p/hearth", "newer");
    const change = { path: "hearth", before, bytes: encode("newer") };
    await recordChange(system, { root: "/p", file: change });
    const { edited } = await undoFiles(system, "/p", { dryRun: true });
    assert.deepEqual(edited, isEdited ? ["hearth"] : []);
  }
});
