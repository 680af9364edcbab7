import assert from "node:assert/strict";
import { join } from "node:path";
import {
  claimPortBlock,
  freePort,
  openTerminal,
  processesWith,
  requires,
  spawnChild,
  tempDir,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";

Deno.test("tempWorkspace() copies the project into a sealed home", async () => {
  await using workspace = await tempWorkspace({ name: "with spaces ü" });
  assert.match(workspace.root, /\/with spaces ü$/);
  assert.match(
    await Deno.readTextFile(workspace.path("workspace.ts")),
    /name: "Tiny"/,
  );
  const { stdout } = await workspace.exec(["env"]);
  assert.match(stdout, new RegExp(`^HOME=${workspace.home}$`, "m"));
  // The one of Hearth's own that it sets: no index is downloaded.
  assert.match(stdout, /^HEARTH_NAMES=off$/m);
  assert.doesNotMatch(stdout, /^(HEARTH_(?!NAMES=)|VIRTUAL_ENV|INIT_CWD)/m);
});

Deno.test("tempWorkspace() removes everything it made", async () => {
  const workspace = await tempWorkspace();
  await workspace[Symbol.asyncDispose]();
  await assert.rejects(Deno.stat(workspace.home), Deno.errors.NotFound);
});

/** Puts into a workspace whatever a test may leave behind. */
const MESS = `
  rm README.md; echo more >>main.ts; echo x >lib/new.ts; chmod 555 docs
  mkdir -p .venv/bin new/dir; touch .env new/dir/file; mkfifo pipe
  git init -q . && git init -q new/repository
  ln -s /nonexistent link; chmod 400 LICENSE; rm -r tasks && ln -s lib tasks
`;

/** Kind, mode and path of all that is below a directory. */
async function listing(dir: string, below = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of Deno.readDir(join(dir, below))) {
    const path = join(below, name);
    const { mode, isDirectory, isFile } = await Deno.lstat(join(dir, path));
    found.push(`${mode} ${isFile} ${path}`);
    if (isDirectory) found.push(...await listing(dir, path));
  }
  return found.sort();
}

Deno.test({
  ...requires(
    ["git"],
    "tempWorkspace() has the checkout's files, whatever a test did before",
  ),
  async fn() {
    const contents = async (): Promise<string[]> => {
      await using workspace = await tempWorkspace();
      const main = await Deno.readTextFile(workspace.path("main.ts"));
      const found = [main, ...await listing(workspace.root)];
      const made = await workspace.exec(["sh", "-ec", MESS]);
      assert.equal(made.code, 0, made.stderr);
      return found;
    };
    const before = await contents();
    assert.deepEqual(await contents(), before);
  },
});

Deno.test({
  ...requires(["git"], "tempWorkspace() can be a git repository"),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    const { stdout } = await workspace.exec(["git", "status", "--porcelain"]);
    assert.equal(stdout, "");
  },
});

Deno.test({
  ...requires(["setsid"], "tempWorkspace() ends and names a process left over"),
  async fn() {
    const workspace = await tempWorkspace();
    const { home } = workspace;
    const escape = "setsid sleep 600 >/dev/null 2>&1 &";
    await workspace.exec(["sh", "-c", escape]);
    await waitFor(
      async () => (await processesWith("HOME", home)).length === 1,
      "the process that escapes",
    );
    await assert.rejects(
      async () => await workspace[Symbol.asyncDispose](),
      /Left behind: .*sleep 600/,
    );
    assert.deepEqual(await processesWith("HOME", home), []);
  },
});

Deno.test("claimPortBlock() gives each process another block", async () => {
  await using dir = await tempDir();
  const blocks = Array.from({ length: 120 }, () => claimPortBlock(dir.path));
  try {
    assert.equal(new Set(blocks.map(({ from }) => from)).size, 120);
    assert.throws(() => claimPortBlock(dir.path), /Every block .* is taken/);
  } finally {
    for (const { lock } of blocks) lock.close();
  }
});

Deno.test("freePort() gives no port twice, and none beside another", () => {
  const ports = Array.from({ length: 50 }, freePort);
  assert.equal(new Set(ports).size, 50);
  for (const [at, port] of ports.slice(1).entries()) {
    assert.ok(Math.abs(port - (ports[at] ?? 0)) > 30);
  }
});

Deno.test("spawnChild() waits for text and gives the result", async () => {
  await using child = spawnChild(
    ["sh", "-c", "echo ready on 5; read line; echo got $line >&2; exit 3"],
    { cwd: "/", env: { PATH: Deno.env.get("PATH") ?? "" }, stdin: "a word\n" },
  );
  assert.equal((await child.waitForText(/on (\d)/))[1], "5");
  assert.deepEqual(await child.result, {
    code: 3,
    signal: null,
    stdout: "ready on 5\n",
    stderr: "got a word\n",
  });
});

Deno.test("spawnChild() says when the awaited text never came", async () => {
  await using child = spawnChild(["sh", "-c", "echo other"], {
    cwd: "/",
    env: { PATH: Deno.env.get("PATH") ?? "" },
  });
  await assert.rejects(
    child.waitForText(/ready/),
    /Ended without printing \/ready\/.*\nother/,
  );
});

Deno.test("waitFor() names what it waited for", async () => {
  await assert.rejects(
    waitFor(() => false, "the end of days", { patience: 0.05 }),
    /in vain for the end of days/,
  );
});

Deno.test({
  ...requires(
    ["tmux"],
    "openTerminal() types, shows and reports the exit code",
  ),
  async fn() {
    await using terminal = await openTerminal({
      command: ["sh", "-c", 'tty; read answer; echo "said $answer"; exit 4'],
      cwd: "/",
      env: { PATH: Deno.env.get("PATH") ?? "", LANG: "C.UTF-8" },
    });
    await terminal.waitForText(/\/dev\//);
    await terminal.type("süß; yes");
    await terminal.sendKeys("Enter");
    await terminal.waitForText(/said süß; yes/);
    assert.equal(await terminal.waitForExit(), 4);
  },
});

Deno.test({
  ...requires(["tmux"], "openTerminal() passes Ctrl-C to its program"),
  async fn() {
    const onInterrupt = 'trap "echo caught; exit 130" INT; echo on; read _';
    await using terminal = await openTerminal({
      command: ["bash", "-c", onInterrupt],
      cwd: "/",
      env: { PATH: Deno.env.get("PATH") ?? "", LANG: "C.UTF-8" },
    });
    await terminal.waitForText(/^on$/m);
    await terminal.sendKeys("C-c");
    await terminal.waitForText(/caught/);
    assert.equal(await terminal.waitForExit(), 130);
  },
});

Deno.test("requires() ignores a test and says in its name why", () => {
  const path = Deno.env.get("PATH") ?? "";
  Deno.env.set("PATH", "/nowhere");
  try {
    const { name, ignore } = requires(["git", "tmux"], "it works");
    assert.equal(name, "it works (needs git, tmux)");
    assert.equal(ignore, true);
  } finally {
    Deno.env.set("PATH", path);
  }
});
