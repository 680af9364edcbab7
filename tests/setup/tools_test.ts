/**
 * `setup` with what a machine has or lacks: Pythons, uv, pip, a mirror.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import {
  programOf,
  requires,
  requiresRoot,
  tempWorkspace,
} from "../support/harness.ts";
import {
  basePython,
  canImport,
  failToSetUp,
  mounted,
  namesIn,
  pathWith,
  setUp,
  unshared,
} from "../support/setup/setup_fixtures.ts";

Deno.test({
  ...requires(["uv", "python3"], "setup names the Pythons that will not do"),
  async fn() {
    await using workspace = await tempWorkspace();
    const empty = await pathWith(workspace, {});
    assert.match(
      await failToSetUp(workspace, [], { PATH: empty }),
      /Cannot find Python >=3\.11: there is no Python on PATH\n.*uv python install/s,
    );
    const old = join(workspace.home, "old python");
    await workspace.write(
      "old.sh",
      "#!/bin/sh\necho /bin/sh\necho 3.8.1\n",
    );
    await Deno.mkdir(old);
    await Deno.rename(workspace.path("old.sh"), join(old, "python3"));
    await Deno.chmod(join(old, "python3"), 0o755);
    const { code, stderr } = await workspace.run(["setup"], {
      env: { PATH: old },
    });
    assert.equal(code, 3, stderr);
    assert.match(stderr, /python3 is 3\.8\.1\nRun: deno task setup --yes/);
    const python = await basePython(workspace);
    const bin = await pathWith(workspace, {
      "python": python,
      "uv": programOf("uv") ?? "",
    });
    const { outcome } = await setUp(workspace, [], { PATH: `${old}:${bin}` });
    assert.equal(outcome, "built");
    assert.match(
      await failToSetUp(workspace, ["--python", "2.7"]),
      /Cannot find Python "2\.7"/,
    );
    await setUp(workspace, ["--python", python]);
  },
});

Deno.test({
  ...requires(["python3"], "setup fetches uv, and does with pip without it"),
  async fn() {
    await using workspace = await tempWorkspace();
    const bin = await pathWith(workspace, {
      python3: await basePython(workspace),
    });
    const wheels = join(workspace.home, "wheels");
    const python = join(bin, "python3");
    await workspace.exec([
      ...[python, "-m", "venv", join(workspace.home, "pip")],
    ]);
    const pip = join(workspace.home, "pip", "bin", "pip");
    const download = await workspace.exec([
      ...[pip, "download", "-q", "--no-deps", "-d", wheels, "six==1.17.0"],
    ]);
    assert.equal(download.code, 0, download.stderr);
    const config = join(workspace.home, ".config", "pip", "pip.conf");
    await Deno.mkdir(join(config, ".."), { recursive: true });
    await Deno.writeTextFile(
      config,
      `[global]\nno-index = true\nfind-links = ${wheels}\n`,
    );
    const offline = { PATH: bin, PIP_FIND_LINKS: wheels, PIP_INDEX_URL: "" };
    const { notes } = await setUp(workspace, [], offline);
    assert.match(notes.join(), /uv could not be installed .*: using pip/);
    assert.ok(await canImport(workspace, "six"));

    await Deno.remove(config);
    await workspace.write("requirements.txt", "six==1.16.0\n");
    await setUp(workspace, [], { PATH: bin });
    assert.ok(await canImport(workspace, "six"));
    const shared = join(workspace.home, ".cache/hearth/tools/uv");
    const [version = "", ...others] = (await namesIn(shared)).sort();
    assert.deepEqual(others, ["lock"]);
    await Deno.stat(join(shared, version, "bin/uv"));
    await assert.rejects(Deno.stat(workspace.path(".hearth/tools")));
  },
});

Deno.test({
  ...requires(
    ["python3"],
    "workspaces that need uv at once share one, and a damaged one is installed again",
  ),
  async fn() {
    await using one = await tempWorkspace();
    await using other = await tempWorkspace();
    const cache = join(one.home, "shared cache");
    const set = async (workspace: typeof one): Promise<void> => {
      const python3 = await basePython(workspace);
      const bin = await pathWith(workspace, { python3 });
      await workspace.write("requirements.txt", "six==1.17.0\n");
      const { notes } = await setUp(workspace, [], {
        PATH: bin,
        XDG_CACHE_HOME: cache,
      });
      assert.doesNotMatch(notes.join(), /uv could not be installed/);
      assert.ok(await canImport(workspace, "six"));
    };
    await Promise.all([set(one), set(other)]);
    const home = join(cache, "hearth/tools/uv");
    const [version = "", ...others] = (await namesIn(home)).sort();
    assert.deepEqual(others, ["lock"]);
    const program = join(home, version, "bin/uv");
    const { size, ino } = await Deno.stat(program);
    for (const workspace of [one, other]) {
      await Deno.remove(workspace.path(".hearth/venvs"), { recursive: true });
    }
    await set(other);
    assert.equal((await Deno.stat(program)).ino, ino);
    await Deno.truncate(program, 1000);
    // What an installation that was killed leaves.
    await Deno.mkdir(join(home, "draft-0"));
    await set(one);
    assert.equal((await Deno.stat(program)).size, size);
    assert.deepEqual((await namesIn(home)).sort(), [version, "lock"]);
  },
});

Deno.test({
  ...requires(["uv", "python3"], "setup hands pip's mirror on to uv"),
  async fn() {
    await using workspace = await tempWorkspace();
    const asked: string[] = [];
    const server = Deno.serve({
      port: 0,
      onListen() {},
      handler: (request) => {
        asked.push(new URL(request.url).pathname);
        return new Response("", { status: 404 });
      },
    });
    const config = join(workspace.home, ".config", "pip", "pip.conf");
    await Deno.mkdir(join(config, ".."), { recursive: true });
    await Deno.writeTextFile(
      config,
      `[global]\nindex-url = http://127.0.0.1:${server.addr.port}/mirror/\n`,
    );
    await workspace.write("requirements.txt", "only-in-the-mirror\n");
    await failToSetUp(workspace, [], {
      NO_PROXY: "127.0.0.1",
      no_proxy: "127.0.0.1",
    });
    await server.shutdown();
    assert.ok(asked.includes("/mirror/only-in-the-mirror/"), asked.join());
  },
});

Deno.test({
  ...requiresRoot(
    ["uv", "python3", "unshare"],
    "setup does without pip and ensurepip where there is uv, else names them",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const python = await basePython(workspace);
    const { stdout } = await workspace.exec([
      ...[python, "-I", "-c"],
      "import ensurepip, pip; print(*ensurepip.__path__, *pip.__path__)",
    ]);
    const hide = stdout.trim().split(" ")
      .map((dir) => `mount -t tmpfs none ${dir}`).join(" && ");
    const bin = await pathWith(workspace, { python3: python });
    assert.match(
      await mounted(workspace, `${hide} && PATH=${bin} && "$@"`),
      /Cannot create the virtual environment.*ensurepip.*\n.*python3-venv/,
    );
    const uv = await pathWith(workspace, { uv: programOf("uv") ?? "" });
    const { code, stderr } = await unshared(
      workspace,
      `${hide} && PATH=${bin}:${uv} && "$@"`,
    );
    assert.equal(code, 0, stderr);
    assert.ok(await canImport(workspace, "six"));
  },
});
