/**
 * `secret check` in real repositories.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  openTerminal,
  requires,
  type TempWorkspace,
} from "../support/harness.ts";
import {
  type SecretWorkspace,
  secretWorkspace,
} from "../support/workspaces/secret_workspace.ts";

interface Found {
  readonly kind: string;
  readonly name: string | null;
  readonly message: string;
  readonly hint: string;
}

async function git(
  workspace: TempWorkspace,
  ...args: string[]
): Promise<string> {
  const author = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];
  const { code, stdout, stderr } = await workspace.exec([
    ...["git", ...author, ...args],
  ]);
  assert.equal(code, 0, stderr);
  return stdout.trim();
}

async function commit(workspace: TempWorkspace, text: string): Promise<string> {
  await git(workspace, "add", "--all");
  await git(workspace, "commit", "--quiet", "--allow-empty", "-m", text);
  return await git(workspace, "rev-parse", "--short", "HEAD");
}

async function problems(
  workspace: SecretWorkspace,
  ...flags: string[]
): Promise<Found[]> {
  const { stdout } = await workspace.secretTask(["check", "--json", ...flags]);
  return JSON.parse(stdout).problems;
}

async function messages(
  workspace: SecretWorkspace,
  ...flags: string[]
): Promise<string[]> {
  return (await problems(workspace, ...flags)).map(({ message }) => message);
}

Deno.test({
  ...requires(
    ["git"],
    "secret check says what is missing and what is malformed",
  ),
  async fn() {
    await using workspace = await secretWorkspace({
      git: true,
      secrets: {
        KEY: { prompt: "Key" },
        PIN: { prompt: "Pin", pattern: "\\d{4}" },
        SPARE: { prompt: "Spare", optional: true },
      },
    });
    await workspace.secretTask(["set", "PIN"], "1234");
    const first = await workspace.secretTask(["check"]);
    assert.deepEqual([first.code, first.stdout], [
      3,
      "KEY is missing\n  Set it: deno task secret set KEY\n",
    ]);
    await workspace.secretTask(["set", "KEY"], workspace.secret);
    const good = await workspace.secretTask(["check"]);
    assert.deepEqual([good.code, good.stdout], [0, ""]);
    assert.match(good.stderr, /No problems found/);
    await workspace.write(".env", `KEY=${workspace.secret}\nPIN=12345\n`);
    await Deno.chmod(workspace.path(".env"), 0o600);
    const bad = await workspace.secretTask(["check"]);
    assert.equal(bad.code, 1);
    assert.match(bad.stdout, /^PIN, from \.env, does not match \\d\{4\}\n/);
  },
});

Deno.test({
  ...requires(
    ["git"],
    "secret check finds an .env that is not private, and fixes it",
  ),
  async fn() {
    await using workspace = await secretWorkspace({ git: true });
    await workspace.secretTask(["set", "KEY"], workspace.secret);
    await Deno.chmod(workspace.path(".env"), 0o644);
    await workspace.write(".gitignore", "/.hearth/\n/.venv\n");
    assert.deepEqual(await messages(workspace), [
      ".env has mode 644: other users can access it",
      "git does not ignore .env",
    ]);
    await git(workspace, "add", ".env");
    assert.ok((await messages(workspace)).includes("git tracks .env"));
    await git(workspace, "rm", "--quiet", "--cached", ".env");
    const fixed = await workspace.secretTask(["check", "--fix"]);
    assert.match(fixed.stderr, /Fixed: \.env has mode 644/);
    assert.equal(
      await Deno.readTextFile(workspace.path(".gitignore")),
      "/.hearth/\n/.venv\n/.env\n/.env.*.draft\n",
    );
    // What was added is kept by git until it is collected.
    const [left, ...more] = await problems(workspace);
    assert.match(left?.message ?? "", /KEY is in git's object store/);
    assert.deepEqual(more, []);
    await git(workspace, "gc", "--quiet", "--prune=now");
    await Deno.mkdir(workspace.path("vault"));
    await Deno.rename(workspace.path(".env"), workspace.path("vault/keys"));
    await Deno.symlink("vault/keys", workspace.path(".env"));
    assert.deepEqual(await messages(workspace), [
      "git does not ignore vault/keys",
    ]);
    assert.deepEqual(await messages(workspace, "--fix"), []);
    await Deno.remove(workspace.path(".env"));
    await Deno.rename(workspace.path("vault/keys"), workspace.path(".env"));
  },
});

Deno.test({
  ...requires(
    ["git"],
    "secret check finds values in files, notebooks and history",
  ),
  async fn() {
    const notebook = "notebooks/with spaces ü.ipynb";
    await using workspace = await secretWorkspace({
      git: true,
      leaks: ["leak.py", notebook],
    });
    const { secret } = workspace;
    const value = `"${secret}"\nsecond line`;
    await workspace.secretTask(["set", "KEY"], value);
    await workspace.secretTask(["set", "PASSWORD"], `${secret} password`);
    await workspace.secretTask(["set", "DEBUG"], "leak.py");
    const output = { text: [`key: "${secret}"\n`, "second line\n"] };
    await workspace.write(
      notebook,
      JSON.stringify({ cells: [{ outputs: [] }, { outputs: [output] }] }),
    );
    await workspace.write("leak.py", `password = '${secret} password'\n`);
    assert.deepEqual(await messages(workspace), [
      "PASSWORD is in leak.py",
      `KEY is in ${notebook}, in the output of cell 2`,
    ]);

    const first = await commit(workspace, "with leaks");
    await Deno.remove(workspace.path("leak.py"));
    await Deno.remove(workspace.path(notebook));
    await commit(workspace, "without");
    await workspace.write("message", value);
    await git(workspace, "commit", "--quiet", "--allow-empty", "-F", "message");
    await Deno.remove(workspace.path("message"));
    const said = await git(workspace, "rev-parse", "--short", "HEAD");
    await git(workspace, "gc", "--quiet");
    const found = await problems(workspace);
    assert.deepEqual(found.map(({ message }) => message).sort(), [
      `KEY is in git's history: a message, commit ${said}`,
      `PASSWORD is in git's history: leak.py, commit ${first}`,
    ]);
    assert.match(found[0]?.hint ?? "", /Revoke it at its provider/);
    assert.equal((await workspace.secretTask(["check"])).code, 1);
    await git(
      workspace,
      "commit",
      "--quiet",
      "--allow-empty",
      "--amend",
      "-m",
      "harmless",
    );
    await git(workspace, "gc", "--quiet", "--prune=now");
    assert.match(
      (await messages(workspace)).join("\n"),
      /KEY is in git's object store, but not on any branch/,
    );
    // The repository holds them on purpose.
    await Deno.remove(workspace.path(".git"), { recursive: true });
  },
});

Deno.test({
  ...requires(["git"], "secret check counts what would fill the screen"),
  async fn() {
    const names = Array.from({ length: 8 }, (_, index) => `notes/${index}.txt`);
    await using workspace = await secretWorkspace({
      git: true,
      leaks: [...names, "notes/encoded.yaml"],
    });
    const { secret } = workspace;
    await workspace.secretTask(["set", "KEY"], secret);
    for (const name of names) {
      await workspace.write(name, `${name}: ${secret}\n`);
    }
    const { stdout } = await workspace.secretTask(["check"]);
    assert.equal(stdout.match(/^KEY is in notes/gm)?.length, 5);
    assert.match(
      stdout,
      /^KEY is in 3 more files\n {2}To list them, use --json\./m,
    );
    assert.equal((await messages(workspace)).length, names.length);

    await commit(workspace, "with leaks");
    await Deno.remove(workspace.path("notes"), { recursive: true });
    const encoded = new TextEncoder().encode(`user:${secret}`).toBase64();
    await workspace.write("notes/encoded.yaml", `password: ${encoded}\n`);
    const found = await messages(workspace);
    assert.equal(found[0], "KEY is in notes/encoded.yaml");
    assert.equal(found.length, 1 + 5 + 1);
    assert.equal(found.at(-1), "KEY is in 3 more files of git's history");
    // The repository holds them on purpose.
    await Deno.remove(workspace.path(".git"), { recursive: true });
  },
});

Deno.test({
  ...requires(["git", "tmux"], "secret check offers to fix, on a terminal"),
  async fn() {
    await using workspace = await secretWorkspace({ git: true });
    await workspace.secretTask(["set", "KEY"], workspace.secret);
    await Deno.chmod(workspace.path(".env"), 0o640);
    const main = workspace.path("main.ts");
    await using terminal = await openTerminal({
      command: [Deno.execPath(), "run", "-A", main, "secret", "check"],
      cwd: workspace.root,
      env: workspace.env,
    });
    await terminal.waitForText(
      /mode 640: other users can access it\. Fix it\?/,
    );
    await terminal.sendKeys("Enter");
    await terminal.waitForText(
      /Fixed: \.env has mode 640[^]*No problems found/,
    );
    assert.equal(await terminal.waitForExit(), 0);
    const { mode } = await Deno.stat(workspace.path(".env"));
    assert.equal((mode ?? 0) & 0o777, 0o600);
  },
});

Deno.test("secret check does what it can without a repository", async () => {
  await using workspace = await secretWorkspace({ leaks: ["notes/a.txt"] });
  await workspace.secretTask(["set", "KEY"], workspace.secret);
  await workspace.write("notes/a.txt", `my key: ${workspace.secret}\n`);
  await workspace.write(".venv/b.txt", "no one looks here\n");
  assert.deepEqual(await messages(workspace), ["KEY is in notes/a.txt"]);
  await workspace.write(".git/HEAD", "nonsense");
  const { stderr } = await workspace.secretTask(["check"]);
  assert.match(stderr, /Could not search git's history: fatal: /);
});

Deno.test("secret check --live asks the server that knows", async () => {
  const asked: string[] = [];
  let status = 200;
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => {
      const key = request.headers.get("authorization") ?? "";
      asked.push(`${request.method} ${new URL(request.url).search} ${key}`);
      return new Response("no", { status, headers: { location: "/other" } });
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}/me?k={value}`;
  await using workspace = await secretWorkspace({
    secrets: {
      KEY: {
        prompt: "Key",
        check: { url, headers: { authorization: "Bearer {value}" } },
      },
    },
  });
  const { secret } = workspace;
  await workspace.secretTask(["set", "KEY"], `${secret} &`);
  const checked = async (): Promise<[string[], string]> => {
    const { stderr } = await workspace.secretTask(["check", "--live"]);
    return [await messages(workspace, "--live"), stderr];
  };
  assert.deepEqual((await checked())[0], []);
  assert.equal(asked[0], `GET ?k=${secret}%20%26 Bearer ${secret} &`);
  status = 401;
  assert.deepEqual((await checked())[0], [
    `KEY does not work: 127.0.0.1:${server.addr.port} answered 401`,
  ]);
  // It is not followed to where it leads.
  status = 302;
  const [found, stderr] = await checked();
  assert.deepEqual(found, []);
  assert.match(stderr, /Could not check \w+: .* 302/);
  await server.shutdown();
  assert.match((await checked())[1], /Could not check \w+: .* did not answer/);
});
