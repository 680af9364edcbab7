/**
 * What can go wrong in `setup`, and what it says then.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { requires, requiresRoot, tempWorkspace } from "../support/harness.ts";
import {
  canImport,
  failToSetUp,
  mounted,
  namesIn,
  setUp,
} from "../support/setup/setup_fixtures.ts";

/** An address at which nothing listens. */
const NOWHERE = "http://127.0.0.1:9";

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup that fails says why in a line and leaves all as it was",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    await Deno.remove(workspace.path("requirements.lock"));
    const { venv } = await setUp(workspace, ["--lock"]);
    const lock = await Deno.readTextFile(workspace.path("requirements.lock"));
    const cold = { UV_CACHE_DIR: join(workspace.home, "uv") };
    const faults: [string, string, Record<string, string>, RegExp][] = [
      [
        "six\nno-such-distribution-anywhere\n",
        lock,
        {},
        /not found.*\n.*requirements\.txt/,
      ],
      [
        "six==1.17.0\n",
        lock.replace(/[0-9a-f]{64}/g, "0".repeat(64)),
        cold,
        /[Hh]ash.*\n.*--upgrade/,
      ],
      ["six\niniconfig\n", lock, {
        ...cold,
        UV_DEFAULT_INDEX: `${NOWHERE}/simple`,
      }, /Cannot lock.*\n.*network/],
      ["six\niniconfig\n", lock, {
        ...cold,
        HTTPS_PROXY: NOWHERE,
        https_proxy: NOWHERE,
        NO_PROXY: "",
        no_proxy: "",
      }, /Cannot lock.*\n.*(proxy|PROXY)/],
      ["six\niniconfig\n", lock, { CI: "true" }, /locks are not updated in CI/],
      ["six\n-r absent.txt\n", lock, {}, /Cannot find "absent\.txt"/],
      ["six @@\n", lock, {}, /Cannot lock requirements\.txt/],
    ];
    for (const [requirements, text, env, expected] of faults) {
      await workspace.write("requirements.txt", requirements);
      await workspace.write("requirements.lock", text);
      const stderr = await failToSetUp(workspace, [], env);
      assert.match(stderr, expected);
      assert.equal(await Deno.realPath(workspace.path(".venv")), venv);
      assert.ok(await canImport(workspace, "six"));
      assert.equal(
        await Deno.readTextFile(workspace.path("requirements.lock")),
        text,
      );
    }
    await workspace.write("requirements.lock", lock);
    await workspace.write("requirements.txt", "six\niniconfig\n");
    assert.match(
      await failToSetUp(workspace, ["--locked"]),
      /--locked forbids an update/,
    );
    await workspace.write("requirements.txt", "six==1.17.0\n");
    await failToSetUp(workspace, ["--add", "no-such-distribution-anywhere"]);
    assert.equal(
      await Deno.readTextFile(workspace.path("requirements.txt")),
      "six==1.17.0\n",
    );
    assert.equal((await setUp(workspace)).outcome, "current");
    assert.equal((await namesIn(workspace.path(".hearth/venvs"))).length, 1);
  },
});

Deno.test({
  ...requires(
    ["uv", "python3", "git"],
    "setup names a file with a merge conflict, and what to type works",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ git: true });
    await Deno.remove(workspace.path("requirements.lock"));
    await setUp(workspace, ["--lock"]);
    const author = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];
    const git = (...args: string[]) =>
      workspace.exec(["git", ...author, ...args]);
    await git("add", "--all");
    await git("commit", "-qm", "base");
    for (const branch of ["one", "two"]) {
      await git("checkout", "-qb", branch, "HEAD");
      await workspace.write("requirements.txt", `six==1.1${branch.length}.0\n`);
      await workspace.write("requirements.lock", `# ${branch}\nsix==1.17.0\n`);
      await git("commit", "-qam", branch);
      await git("checkout", "-q", "-");
    }
    await git("checkout", "-q", "one");
    await git("merge", "two");
    const lock = await Deno.readTextFile(workspace.path("requirements.lock"));
    assert.match(lock, /^<{7} /m);
    const stderr = await failToSetUp(workspace);
    assert.match(
      stderr,
      /Cannot use requirements\.lock: it contains merge conflict markers\nRun: git checkout --ours requirements\.lock && deno task setup\n/,
    );
    assert.doesNotMatch(stderr, /\.hearth|draft/);
    assert.match(
      (await workspace.run(["setup", "--check"])).stderr,
      /requirements\.lock: it contains merge conflict markers/,
    );
    await git("checkout", "--ours", "requirements.lock");
    await workspace.write("requirements.txt", "six<2\n<<<<<<< one\n");
    assert.match(
      await failToSetUp(workspace),
      /Cannot use requirements\.txt: it contains merge conflict markers\nEdit requirements\.txt/,
    );
    await workspace.write("requirements.txt", "six==1.17.0\n");
    await workspace.write("requirements.lock", "six=1.17.0\n");
    assert.match(
      await failToSetUp(workspace),
      /Cannot install the packages: (?!.*\.hearth).*requirements\.lock/,
    );
    await Deno.remove(workspace.path("requirements.lock"));
    await setUp(workspace);
  },
});

Deno.test({
  ...requires(
    ["uv", "python3"],
    "the first setup needs the network and says so",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const stderr = await failToSetUp(workspace, [], {
      UV_CACHE_DIR: join(workspace.home, "uv"),
      UV_DEFAULT_INDEX: `${NOWHERE}/simple`,
    });
    assert.match(stderr, /Error: Cannot install the packages.*\n.*network/);
    assert.deepEqual(await namesIn(workspace.path(".hearth/venvs")), []);
    assert.equal((await setUp(workspace)).outcome, "built");
  },
});

Deno.test({
  ...requires(["uv", "python3"], "setup names a proxy that refuses"),
  async fn() {
    await using workspace = await tempWorkspace();
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const refusing = (async () => {
      for await (const connection of listener) {
        using asking = connection;
        await asking.read(new Uint8Array(4096));
        await asking.write(new TextEncoder().encode(
          "HTTP/1.1 407 Proxy Authentication Required\r\n" +
            "Content-Length: 0\r\nConnection: close\r\n\r\n",
        ));
      }
    })();
    const proxy = `http://127.0.0.1:${listener.addr.port}`;
    const stderr = await failToSetUp(workspace, [], {
      UV_CACHE_DIR: join(workspace.home, "uv"),
      UV_HTTP_RETRIES: "0",
      HTTPS_PROXY: proxy,
      https_proxy: proxy,
      NO_PROXY: "",
      no_proxy: "",
      UV_DEFAULT_INDEX: "https://index.invalid/simple",
    });
    listener.close();
    await refusing;
    assert.match(stderr, /Cannot install .*\n.*HTTPS_PROXY/);
  },
});

Deno.test({
  ...requires(["uv", "python3"], "setup takes no venv whose modules fail"),
  async fn() {
    await using workspace = await tempWorkspace();
    const { venv } = await setUp(workspace);
    const declaration = await Deno.readTextFile(workspace.path("workspace.ts"));
    await workspace.write(
      "workspace.ts",
      declaration.replace('["six"]', '["six", "absent_module"]'),
    );
    await workspace.write("requirements.txt", "six==1.16.0\n");
    assert.match(
      await failToSetUp(workspace),
      /Cannot import "absent_module": ModuleNotFoundError: No module named/,
    );
    assert.equal(await Deno.realPath(workspace.path(".venv")), venv);
  },
});

Deno.test({
  ...requiresRoot(["uv", "python3", "unshare"], "setup meets a full disk"),
  async fn() {
    await using workspace = await tempWorkspace();
    await setUp(workspace);
    await workspace.write("requirements.txt", "six==1.17.0\nnumpy\n");
    await setUp(workspace);
    await Deno.remove(workspace.path(".hearth"), { recursive: true });
    const stderr = await mounted(
      workspace,
      'mkdir .hearth && mount -t tmpfs -o size=4m none .hearth && "$@"',
    );
    assert.match(stderr, /Cannot .*(No space left|disk is full)/);
    assert.match(stderr, /Free some disk space/);
  },
});

Deno.test({
  ...requiresRoot(["python3", "unshare"], "setup meets a read-only directory"),
  async fn() {
    await using workspace = await tempWorkspace();
    const stderr = await mounted(
      workspace,
      'mount --bind . . && mount -o remount,ro,bind . && cd "$PWD" && "$@"',
    );
    assert.match(stderr, /Cannot write .*read-only/);
  },
});
