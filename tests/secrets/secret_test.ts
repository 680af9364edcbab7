/**
 * Secrets as a script uses them.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { SecretReport } from "../../lib/secrets/store/secret_report.ts";
import { requires } from "../support/harness.ts";
import {
  type SecretWorkspace,
  secretWorkspace,
} from "../support/workspaces/secret_workspace.ts";

async function listed(
  workspace: SecretWorkspace,
  env: Readonly<Record<string, string>> = {},
): Promise<SecretReport[]> {
  const { stdout } = await workspace.secretTask(["list", "--json"], "", env);
  return JSON.parse(stdout).secrets;
}

/** What the test itself wants to see of a secret. */
async function revealed(
  workspace: SecretWorkspace,
  ...args: string[]
): Promise<string> {
  const main = workspace.path("main.ts");
  const { stdout } = await workspace.exec(
    [Deno.execPath(), "run", "-A", main, "secret", ...args],
  );
  return stdout;
}

Deno.test("secret set keeps a value in .env for its owner only", async () => {
  await using workspace = await secretWorkspace();
  const { secret } = workspace;
  const { code, stdout, stderr } = await workspace.secretTask(
    ["set", "KEY"],
    `${secret}\n`,
  );
  assert.deepEqual([code, stdout], [0, ""], stderr);
  assert.match(stderr, /^Saved in \.env: KEY$/m);
  assert.equal(await workspace.readEnv(), `KEY=${secret}\n`);
  const { mode = 0 } = await Deno.stat(workspace.path(".env"));
  assert.equal((mode ?? 0) & 0o777, 0o600);
  assert.equal(await revealed(workspace, "get", "KEY"), `${secret}\n`);

  const again = await workspace.secretTask(["set", "KEY"], secret);
  assert.match(again.stderr, /Unchanged: KEY/);
  const kept = await workspace.secretTask(["set", "KEY", "--keep"], "other");
  assert.deepEqual([kept.code, kept.stderr], [0, "Kept: KEY\n"]);

  const unset = await workspace.secretTask(["unset", "KEY"]);
  assert.match(unset.stderr, /Removed KEY/);
  assert.equal(await workspace.readEnv(), "");
  assert.match(
    (await workspace.secretTask(["unset", "KEY"])).stderr,
    /KEY is not in \.env/,
  );
  const missing = await workspace.secretTask(["get", "KEY"]);
  assert.deepEqual([missing.code, missing.stdout], [3, ""]);
  assert.match(missing.stderr, /KEY is not set\nSet it: deno task secret set/);
});

Deno.test("secret refuses values on the command line and does not repeat them", async () => {
  await using workspace = await secretWorkspace();
  for (
    const args of [
      ["set", "KEY", "hunter2value"],
      ["set", "KEY=hunter2value"],
      ["hunter2value"],
      ["get", "hunter2-value"],
      ["unset", "hunter2-value"],
    ]
  ) {
    const { code, stdout, stderr } = await workspace.secretTask(args);
    assert.equal(code, 2, stderr);
    assert.doesNotMatch(stdout + stderr, /hunter2/);
  }
});

Deno.test("secret list masks, and shows where each value is from", async () => {
  await using workspace = await secretWorkspace({
    secrets: {
      KEY: { prompt: "The key", help: "Ask Ann.", url: "https://a.example/" },
      PIN: { prompt: "The pin", pattern: "\\d{4}" },
      SPARE: { prompt: "A spare", optional: true },
    },
  });
  await workspace.secretTask(["set", "KEY"], workspace.secret);
  await workspace.secretTask(["set", "OTHER"], `${workspace.secret} and more`);
  const env = { PIN: "12345", SPARE: "" };
  assert.deepEqual(
    (await listed(workspace, env)).map((
      { name, set, valid, from, declared, optional, masked },
    ) => [name, set, valid, from, declared, optional, masked]),
    [
      [
        "KEY",
        true,
        true,
        ".env",
        true,
        false,
        `••••••••${workspace.secret.slice(-4)}`,
      ],
      ["PIN", true, false, "environment", true, false, "••••••••"],
      ["SPARE", false, true, null, true, true, null],
      ["OTHER", true, true, ".env", false, false, "••••••••"],
    ],
  );
  const [key] = await listed(workspace);
  assert.equal(key?.help, "Ask Ann.");
  const { stdout } = await workspace.secretTask(["list"], "", env);
  assert.match(stdout, /^KEY +set +\.env +••••••••\w{4} +The key$/m);
  assert.match(stdout, /^PIN +malformed +environment/m);
  assert.match(stdout, /^SPARE +not set/m);
  assert.match(stdout, /^OTHER +set .*not in workspace\.ts$/m);
  // What a service was given from .env is not what the user exported.
  const own = await listed(workspace, { KEY: workspace.secret });
  assert.equal(own[0]?.from, ".env");
});

Deno.test("secret without a terminal says what is missing, with exit code 3", async () => {
  await using workspace = await secretWorkspace();
  const { code, stderr } = await workspace.secretTask([]);
  assert.equal(code, 3);
  assert.match(
    stderr,
    /Cannot prompt for KEY: there is no terminal\n.*set KEY </,
  );
  const empty = await workspace.secretTask(["set", "KEY"], "\n");
  assert.equal(empty.code, 3);
  assert.match(empty.stderr, /Cannot use this value for KEY: it is empty/);
  await workspace.secretTask(["set", "KEY"], workspace.secret);
  const done = await workspace.secretTask([]);
  assert.deepEqual([done.code, done.stderr], [
    0,
    "Every declared secret is set\n",
  ]);
});

Deno.test("secret set refuses what cannot be kept, and leaves .env alone", async () => {
  await using workspace = await secretWorkspace({
    secrets: { KEY: { prompt: "Key", pattern: "canary-[0-9a-f-]+" } },
  });
  const { secret } = workspace;
  await workspace.secretTask(["set", "KEY"], secret);
  const before = await workspace.readEnv();
  for (
    const [stdin, name, expected] of [
      [`${secret}!`, "KEY", /does not match the pattern canary-/],
      [secret.repeat(100_000), "OTHER", /larger than \d+ bytes/],
    ] as const
  ) {
    const { code, stderr } = await workspace.secretTask(["set", name], stdin);
    assert.equal(code, 1);
    assert.match(stderr, expected);
  }
  assert.equal(await workspace.readEnv(), before);
});

Deno.test("secret import takes over a file, all or nothing", async () => {
  await using workspace = await secretWorkspace({ leaks: ["old.env"] });
  const { secret } = workspace;
  await workspace.write(".env", `B=mine # kept\n`);
  await workspace.write(
    "old.env",
    `export KEY='${secret}'\nB=theirs\nnonsense here\nC=\n`,
  );
  const { code, stderr } = await workspace.secretTask(["import", "old.env"]);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /Skipped line 3: it is not NAME=value/);
  assert.match(stderr, /Saved in \.env: KEY/);
  assert.match(stderr, /Kept: B\. To replace them, use --overwrite/);
  assert.equal(await workspace.readEnv(), `B=mine # kept\nKEY=${secret}\n`);
  await workspace.secretTask(["import", "--overwrite", "-"], "B=theirs\n");
  assert.equal(await workspace.readEnv(), `B=theirs # kept\nKEY=${secret}\n`);
  for (const file of ["/dev/stdin", "/dev/fd/0"]) {
    const value = `${secret} ${file}`;
    await workspace.secretTask(["import", "--overwrite", file], `D=${value}`);
    assert.match(await workspace.readEnv(), new RegExp(`^D='${value}'$`, "m"));
  }
  // A shell hands over what <(…) prints as the path of a pipe.
  const script = 'mkfifo pipe && { echo "E=piped" >pipe & "$@" pipe; }';
  const task = [Deno.execPath(), "task", "-q", "secret", "import"];
  const pipe = await workspace.exec(["sh", "-c", script, "sh", ...task]);
  assert.equal(pipe.stderr, "Saved in .env: E\n");
  await Deno.remove(workspace.path("pipe"));
  const none = await workspace.secretTask(["import", "absent.env"]);
  assert.match(none.stderr, /Cannot read "absent\.env": it is not a file/);
});

Deno.test("secret warns once of readers that would read something else", async () => {
  await using workspace = await secretWorkspace();
  const odd = await workspace.secretTask(
    ["set", "KEY"],
    `it's \${HOME} ${workspace.secret}`,
  );
  assert.match(
    odd.stderr,
    /Warning: Node, deno --env-file, bash would misread KEY in \.env/,
  );
  const plain = await workspace.secretTask(
    ["set", "KEY"],
    `$HOME \`x\` # ${workspace.secret}`,
  );
  assert.doesNotMatch(plain.stderr, /Warning/);
  const exported = await workspace.secretTask(["set", "KEY"], "a", {
    KEY: "b",
  });
  assert.match(exported.stderr, /KEY is also exported with another value/);
});

Deno.test({
  ...requires(["strace"], "no program is given a secret as an argument"),
  async fn() {
    await using workspace = await secretWorkspace({ git: true });
    const { secret } = workspace;
    const log = join(workspace.home, "exec.log");
    const traced = async (...args: string[]): Promise<void> => {
      const command = ["strace", "-f", "-qq", "-A", "-s", "9999", "-o", log];
      await workspace.exec([
        ...[...command, "-e", "trace=execve,execveat", Deno.execPath()],
        ...["run", "-A", workspace.path("main.ts"), "secret", ...args],
      ], { stdin: secret });
    };
    await traced("set", "KEY");
    await traced("check");
    await traced("list");
    await traced("run", "--", "true");
    await traced("import", "-");
    const programs = await Deno.readTextFile(log);
    assert.match(programs, /"cat-file"/);
    assert.match(programs, /"true"/);
    assert.ok(!programs.includes(secret));
    assert.ok((await workspace.readEnv()).includes(secret));
  },
});

Deno.test("hearth secret works from a service's environment", async () => {
  await using workspace = await secretWorkspace();
  assert.equal((await workspace.run(["setup"])).code, 0);
  const deno = Deno.execPath().replace(/\/[^/]+$/, "");
  const env = { PATH: `${workspace.path(".venv/bin")}:${deno}:/usr/bin:/bin` };
  const set = await workspace.exec(["hearth", "secret", "set", "KEY"], {
    env,
    cwd: "/",
    stdin: workspace.secret,
  });
  assert.equal(set.code, 0, set.stderr);
  const list = await workspace.exec(["hearth", "secret", "list", "--json"], {
    env,
  });
  assert.equal(JSON.parse(list.stdout).secrets[0].set, true);
});
