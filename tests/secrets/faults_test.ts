/**
 * What can go wrong while `.env` is written.
 *
 * @module
 */
import assert from "node:assert/strict";
import { parseDotenv } from "../../lib/secrets/dotenv/dotenv.ts";
import { requiresRoot, spawnChild } from "../support/harness.ts";
import { namesIn } from "../support/setup/setup_fixtures.ts";
import { secretWorkspace } from "../support/workspaces/secret_workspace.ts";

/** How often the writer is killed. */
const ROUNDS = 25;
/** Characters of a value, so that a write takes a moment. */
const LENGTH = 100_000;

Deno.test("secret set that is killed at any moment leaves the old or the new .env", async () => {
  await using workspace = await secretWorkspace();
  const others = "# mine\nA='kept as it is' # yes\n";
  await workspace.write(".env", others);
  for (let round = 0; round < ROUNDS; round++) {
    await using writer = spawnChild(
      [
        ...[Deno.execPath(), "run", "-A"],
        ...[
          workspace.path("tests/support/fixtures/write_secrets.ts"),
          workspace.root,
        ],
        `${LENGTH}`,
      ],
      { cwd: workspace.root, env: workspace.env },
    );
    await writer.waitForText(/writing/);
    const moment = 20 * Math.random();
    await new Promise((resolve) => setTimeout(resolve, moment));
    writer.signal("SIGKILL");
    await writer.result;
    const text = await workspace.readEnv();
    assert.ok(text.startsWith(others), `after ${moment} ms`);
    const { A, ...written } = parseDotenv(text);
    assert.equal(A, "kept as it is");
    for (const [name, value] of Object.entries(written)) {
      assert.match(value, /^(\w)\1*$/, name);
      assert.equal(value.length, LENGTH, name);
    }
    assert.ok(Object.values(written).includes(written.KEY ?? ""));
  }
  // What the killed ones left is gone with the next write, and nothing waits.
  await workspace.secretTask(["set", "KEY"], workspace.secret);
  const names = await namesIn(workspace.root);
  assert.deepEqual(names.filter((name) => name.startsWith(".env.")), []);
});

Deno.test("twenty writers at once lose nothing", async () => {
  await using workspace = await secretWorkspace();
  await workspace.write(".env", "# mine\nGONE=1\n");
  const names = Array.from({ length: 20 }, (_, index) => `KEY_${index}`);
  const value = (name: string): string => `${workspace.secret} ${name}`;
  const results = await Promise.all([
    workspace.secretTask(["unset", "GONE"]),
    ...names.map((name) => workspace.secretTask(["set", name], value(name))),
  ]);
  for (const { code, stderr } of results) assert.equal(code, 0, stderr);
  const text = await workspace.readEnv();
  assert.match(text, /^# mine\nKEY_/);
  assert.deepEqual(
    parseDotenv(text),
    Object.fromEntries(names.map((name) => [name, value(name)])),
  );
});

Deno.test("a linked .env stays a link, wherever it leads", async () => {
  await using workspace = await secretWorkspace({
    leaks: ["vault/keys.env", "../elsewhere.env"],
  });
  await workspace.write("vault/keys.env", "A=1\n");
  await Deno.symlink("vault/link", workspace.path(".env"));
  await Deno.symlink("keys.env", workspace.path("vault/link"));
  const first = await workspace.secretTask(["set", "KEY"], workspace.secret);
  assert.equal(first.code, 0, first.stderr);
  assert.equal(await Deno.readLink(workspace.path(".env")), "vault/link");
  assert.equal(
    await Deno.readTextFile(workspace.path("vault/keys.env")),
    `A=1\nKEY=${workspace.secret}\n`,
  );
  const { mode } = await Deno.stat(workspace.path("vault/keys.env"));
  assert.equal((mode ?? 0) & 0o777, 0o600);

  await Deno.remove(workspace.path(".env"));
  await Deno.symlink("../elsewhere.env", workspace.path(".env"));
  await workspace.secretTask(["set", "KEY"], workspace.secret);
  assert.match(await workspace.readEnv(), /^KEY=canary/);
  assert.equal(await Deno.readLink(workspace.path(".env")), "../elsewhere.env");
});

Deno.test("an .env that cannot be edited is named and left alone", async () => {
  await using workspace = await secretWorkspace();
  const refused = async (expected: RegExp): Promise<void> => {
    const set = await workspace.secretTask(["set", "KEY"], workspace.secret);
    assert.equal(set.code, 1);
    assert.match(set.stderr, expected);
    assert.doesNotMatch(set.stderr, /^\s+at /m, "a stack trace");
  };
  const latin1 = new Uint8Array([0x41, 0x3d, 0xe9, 0x0a]);
  await Deno.writeFile(workspace.path(".env"), latin1);
  await refused(/Cannot read ".*\.env": it is not UTF-8/);
  assert.deepEqual(await Deno.readFile(workspace.path(".env")), latin1);

  await Deno.truncate(workspace.path(".env"), 1e9);
  await refused(/Cannot read ".*\.env": it is too large \(1\.0 GB\)/);

  await Deno.remove(workspace.path(".env"));
  await Deno.mkdir(workspace.path(".env"));
  await refused(/Cannot write ".*\.env": it is not a file/);

  await Deno.remove(workspace.path(".env"));
  await Deno.symlink(".env", workspace.path(".env"));
  await refused(/Cannot read ".*\.env": the symbolic links form a loop/);
});

Deno.test("values that no program can be given are refused, and named where they are in .env", async () => {
  await using workspace = await secretWorkspace({
    services: { web: { command: ["sleep", "60"] } },
  });
  const most = 128 * 1024 - "BIG=".length - 1;
  const fits = await workspace.secretTask(["set", "BIG"], "x".repeat(most));
  assert.equal(fits.code, 0, fits.stderr);
  const run = await workspace.secretTask(
    ["run", "--", "sh", "-c", "echo ${#BIG}"],
  );
  assert.equal(run.stdout, `${most}\n`, run.stderr);
  const over = await workspace.secretTask(["set", "BIG"], "x".repeat(most + 1));
  assert.equal(over.code, 1);
  assert.match(over.stderr, new RegExp(`it is longer than ${most} bytes`));

  const many = Array.from(
    { length: 20 },
    (_, index) => `KEY_${index}=${"x".repeat(120_000)}\n`,
  ).join("");
  const imported = await workspace.secretTask(["import", "-"], many);
  assert.equal(imported.code, 1);
  assert.match(
    imported.stderr,
    /^Error: Cannot save KEY_0, .*: the values in \.env would take 2\.5 MB, and a program can receive at most 1\.8 MB$/m,
  );
  assert.equal(await workspace.readEnv(), `BIG=${"x".repeat(most)}\n`);

  if (Deno.build.os !== "linux") return;
  const huge = `BIG=${"x".repeat(1e6)}\nSMALL=1\n`;
  for (
    const [text, expected] of [
      [
        huge,
        /one variable may have at most 131 kB, which is exceeded by BIG \(1\.0 MB\)$/m,
      ],
      [
        many,
        /environment of 2\.4 MB is too large; largest: KEY_1\d \(120 kB\), KEY_1/,
      ],
    ] as const
  ) {
    await workspace.write(".env", text);
    await Deno.chmod(workspace.path(".env"), 0o600);
    for (
      const args of [["secret", "run", "--", "true"], ["start", "--no-open"]]
    ) {
      const { code, stderr } = await workspace.run(args);
      assert.equal(code, 1, stderr);
      assert.match(stderr, expected);
      assert.match(stderr, /^Keep large values in files/m);
      assert.doesNotMatch(stderr, /bug in Hearth|^\s+at /m);
    }
  }
});

Deno.test({
  ...requiresRoot(["unshare"], "a full disk leaves .env as it was"),
  async fn() {
    await using workspace = await secretWorkspace();
    const main = workspace.path("main.ts");
    const script = [
      "mkdir vault && mount -t tmpfs -o size=32k none vault || exit 99",
      "printf 'A=1 # old\\n' >vault/.env && chmod 600 vault/.env",
      "ln -s vault/.env .env",
      "cat /dev/zero >vault/filler 2>/dev/null",
      '"$@"; code=$?; cat vault/.env; ls -A vault; exit $code',
    ].join("\n");
    const { code, stdout, stderr } = await workspace.exec([
      ...["unshare", "-m", "sh", "-c", script, "sh"],
      ...[Deno.execPath(), "run", "-A", main, "secret", "set", "KEY"],
    ], { stdin: workspace.secret });
    assert.equal(code, 1, stderr);
    assert.match(stderr, /Error: Cannot write .*: the disk is full\nFree some/);
    assert.equal(stdout, "A=1 # old\n.env\nfiller\n");
    assert.ok(!stderr.includes(workspace.secret));
  },
});

Deno.test({
  ...requiresRoot(["unshare"], "a read-only directory is named"),
  async fn() {
    await using workspace = await secretWorkspace();
    await workspace.write(".hearth/state", "");
    const main = workspace.path("main.ts");
    const { code, stderr } = await workspace.exec([
      ...["unshare", "-m", "sh", "-c"],
      'mount --bind . . && mount -o remount,ro,bind . && cd "$PWD" && "$@"',
      ...["sh", Deno.execPath(), "run", "-A", main, "secret", "set", "KEY"],
    ], { stdin: workspace.secret });
    assert.equal(code, 1, stderr);
    assert.match(stderr, /Cannot write .*read-only/);
    assert.ok(!stderr.includes(workspace.secret));
  },
});
