import assert from "node:assert/strict";
import {
  type FakeSystem,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import { recordingReporter } from "../../../tests/support/fake/recording_reporter.ts";
import { saveSecrets, unsetSecret } from "./save_secret.ts";

const DECLARED = { secrets: {}, secretStore: "env" } as const;
const LOCK = `${PATHS.state}/secrets.lock`;

/** A machine with that text in `.env`. */
function machine(text?: string): FakeSystem {
  const files = text === undefined ? {} : { [PATHS.envFile]: text };
  return fakeSystem({ files });
}

function textOf({ fs }: FakeSystem): Promise<string | undefined> {
  return fs.readText(PATHS.envFile);
}

Deno.test("saveSecrets() writes .env for its owner only, and leaves other lines alone", async () => {
  const system = machine("# mine\nOLD=1 # why\n");
  const saved = await saveSecrets(
    { system, paths: PATHS, workspace: DECLARED },
    {
      KEY: "value",
      OLD: "1",
    },
  );
  assert.deepEqual(saved, {
    saved: ["KEY"],
    inKeyring: [],
    kept: [],
    misreaders: new Map(),
  });
  assert.equal(await textOf(system), "# mine\nOLD=1 # why\nKEY=value\n");
  assert.equal((await system.fs.stat(PATHS.envFile))?.mode, 0o600);
});

Deno.test("saveSecrets() does not touch the file where nothing changes", async () => {
  const system = machine("KEY=value\n");
  const before = await system.fs.stat(PATHS.envFile);
  system.clock.advance(1000);
  const { saved } = await saveSecrets({
    system,
    paths: PATHS,
    workspace: DECLARED,
  }, {
    KEY: "value",
  });
  assert.deepEqual(saved, []);
  assert.deepEqual(await system.fs.stat(PATHS.envFile), before);
});

Deno.test("saveSecrets() keeps other values on request, but not empty ones", async () => {
  const system = machine("A=old\nB=\nC=same\n");
  const values = { A: "new", B: "new", C: "same", D: "new" };
  const options = { keep: true };
  const saved = await saveSecrets(
    { system, paths: PATHS, workspace: DECLARED },
    values,
    options,
  );
  assert.deepEqual([saved.saved, saved.kept], [["B", "D"], ["A"]]);
  assert.equal(await textOf(system), "A=old\nB=new\nC=same\nD=new\n");
});

Deno.test("saveSecrets() replaces a value unless asked to keep it", async () => {
  const system = machine("KEY=old\n");
  await saveSecrets({ system, paths: PATHS, workspace: DECLARED }, {
    KEY: "new",
  });
  assert.equal(await textOf(system), "KEY=new\n");
});

Deno.test("saveSecrets() keeps in .env what is not for the keyring", async () => {
  const secrets = { KEY: { prompt: "Key" } };
  const inFile = { secrets, secretStore: "env" } as const;
  const inKeyring = { secrets, secretStore: "keyring" } as const;
  const system = machine();
  await saveSecrets({ system, paths: PATHS, workspace: inFile }, { KEY: "1" });
  // Only what workspace.ts declares goes to the keyring.
  await saveSecrets({ system, paths: PATHS, workspace: inKeyring }, {
    OTHER: "2",
  });
  assert.equal(await textOf(system), "KEY=1\nOTHER=2\n");
  assert.equal(
    await unsetSecret({ system, paths: PATHS, workspace: inFile }, "KEY"),
    true,
  );
  assert.equal(
    await unsetSecret({ system, paths: PATHS, workspace: inKeyring }, "OTHER"),
    true,
  );
  assert.equal(await textOf(system), "");
});

Deno.test("saveSecrets() names who reads a value otherwise", async () => {
  const { misreaders } = await saveSecrets({
    system: machine(),
    paths: PATHS,
    workspace: DECLARED,
  }, {
    PLAIN: "a",
    ODD: "'$a`",
  });
  assert.deepEqual([...misreaders.keys()], ["ODD"]);
  assert.ok(misreaders.get("ODD")?.includes("bash"));
});

Deno.test("saveSecrets() refuses what leaves no program any room, all or nothing", async () => {
  const text = Array.from(
    { length: 17 },
    (_, index) => `V${index}=${"x".repeat(100 * 1024)}\n`,
  ).join("");
  const system = machine(text);
  const big = "x".repeat(100 * 1024);
  const saving = saveSecrets({ system, paths: PATHS, workspace: DECLARED }, {
    SMALL: "1",
    BIG: big,
  });
  await assert.rejects(
    saving,
    /^UserError: Cannot save SMALL, BIG: the values/,
  );
  assert.equal(await textOf(system), text);
  const { saved } = await saveSecrets({
    system,
    paths: PATHS,
    workspace: DECLARED,
  }, { SMALL: "1" });
  assert.deepEqual(saved, ["SMALL"]);
});

Deno.test("saveSecrets() follows links, and leaves them", async () => {
  const system = fakeSystem({
    files: {
      [PATHS.envFile]: { target: "vault/env" },
      "/project/vault": { target: "../keys" },
      "/keys/env": "OLD=1\n",
    },
  });
  await saveSecrets({ system, paths: PATHS, workspace: DECLARED }, {
    KEY: "value",
  });
  assert.equal(await system.fs.readText("/keys/env"), "OLD=1\nKEY=value\n");
  assert.equal((await system.fs.statLink(PATHS.envFile))?.kind, "link");
});

Deno.test("saveSecrets() reads a link from the directory in which it really is", async () => {
  const system = fakeSystem({
    files: {
      [PATHS.envFile]: { target: "vault/link" },
      "/project/vault": { target: "../far/keys" },
      "/far/keys/link": { target: "../env" },
      "/far/env": "",
    },
  });
  await saveSecrets({ system, paths: PATHS, workspace: DECLARED }, {
    KEY: "value",
  });
  assert.equal(await system.fs.readText("/far/env"), "KEY=value\n");
});

Deno.test("saveSecrets() makes the file that a link leads to", async () => {
  const system = fakeSystem({
    files: { [PATHS.envFile]: { target: "../keys/env" } },
  });
  await saveSecrets({ system, paths: PATHS, workspace: DECLARED }, {
    KEY: "value",
  });
  assert.equal(await system.fs.readText("/keys/env"), "KEY=value\n");
});

Deno.test("saveSecrets() removes what killed writers left, and nothing else", async () => {
  const left = `${PATHS.envFile}.12-0123abcd.draft`;
  const others = [`${PATHS.envFile}.local`, `${PATHS.envFile}.x.draft`];
  const system = fakeSystem({
    files: Object.fromEntries([left, ...others].map((path) => [path, "A=1"])),
  });
  await saveSecrets({ system, paths: PATHS, workspace: DECLARED }, {
    KEY: "value",
  });
  assert.deepEqual(
    system.fs.filesBelow(PATHS.root),
    [PATHS.envFile, ...others, LOCK].toSorted(),
  );
});

Deno.test("saveSecrets() refuses an .env that it cannot edit", async () => {
  const save = (system: FakeSystem): Promise<unknown> =>
    saveSecrets({ system, paths: PATHS, workspace: DECLARED }, {
      KEY: "value",
    });
  const put = (entry: Parameters<FakeSystem["fs"]["add"]>[1]): FakeSystem =>
    fakeSystem({ files: { [PATHS.envFile]: entry } });
  await assert.rejects(save(put({ kind: "directory" })), /it is not a file$/);
  await assert.rejects(save(put({ kind: "other" })), /it is not a file$/);
  const bytes = new Uint8Array([75, 61, 0xff]);
  await assert.rejects(save(put({ bytes })), /it is not UTF-8$/);
});

Deno.test("saveSecrets() waits for another writer, and says so", async () => {
  const system = machine();
  await system.fs.mkdir(PATHS.state);
  const other = await system.fs.tryLock(LOCK);
  system.clock.after(500, () => other?.release());
  const report = recordingReporter();
  await saveSecrets({ system, paths: PATHS, workspace: DECLARED }, {
    KEY: "value",
  }, { report });
  assert.deepEqual(report.notes, [
    "Waiting for another command that writes .env",
  ]);
  assert.ok(system.clock.elapsed() >= 500);
  assert.equal(await textOf(system), "KEY=value\n");
});

Deno.test("saveSecrets() gives up after two minutes", async () => {
  const system = machine();
  await system.fs.mkdir(PATHS.state);
  await system.fs.tryLock(LOCK);
  await assert.rejects(
    saveSecrets({ system, paths: PATHS, workspace: DECLARED }, {
      KEY: "value",
    }),
    /another Hearth command has held ".*secrets\.lock" for 120 seconds$/,
  );
});

Deno.test("unsetSecret() removes every binding, and says whether there was one", async () => {
  const system = machine("A=1\n# mine\nKEY=1\nB=2\nexport KEY=2\n");
  assert.equal(
    await unsetSecret({ system, paths: PATHS, workspace: DECLARED }, "KEY"),
    true,
  );
  assert.equal(await textOf(system), "A=1\n# mine\nB=2\n");
  assert.equal(
    await unsetSecret({ system, paths: PATHS, workspace: DECLARED }, "KEY"),
    false,
  );
  assert.equal(
    await unsetSecret(
      { system: machine(), paths: PATHS, workspace: DECLARED },
      "KEY",
    ),
    false,
  );
});
