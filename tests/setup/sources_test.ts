/**
 * `setup` with packages that are not on the public index: private indexes,
 * directories of wheels, local projects and repositories.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { programOf, requires, tempWorkspace } from "../support/harness.ts";
import {
  makeProject,
  makeRepository,
  makeWheels,
  packageIndex,
} from "../support/setup/package_index.ts";
import {
  basePython,
  canImport,
  failToSetUp,
  pathWith,
  setUp,
} from "../support/setup/setup_fixtures.ts";

const PASSWORD = "pass-word-that-stays-hidden";

const declares = { python: { version: ">=3.11", imports: [] } };

/** Keeps proxies, and what another test left in a cache, out. */
const ALONE = { NO_PROXY: "127.0.0.1", "no_proxy": "127.0.0.1" };

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup locks and installs from where requirements say, by uv and by pip",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ declares });
    const wheels = join(workspace.home, "index");
    await makeWheels(
      workspace,
      wheels,
      ...["inner,1.0,leaf", "leaf,1.0", "leaf,2.0b1", "extra-one,1.0,leaf"],
    );
    await makeWheels(workspace, workspace.path("sub/wheels"), "linked,1.0");
    await using index = packageIndex(wheels, { login: `me:${PASSWORD}` });
    await Deno.remove(workspace.path("requirements.lock"));
    await workspace.write("requirements.txt", "-r sub/more.txt\ninner\n");
    await workspace.write(
      "sub/more.txt",
      `--index-url ${index.address("simple", "me:${TOKEN}")}\n` +
        "--find-links wheels\n--pre\n--trusted-host 127.0.0.1\nlinked\n",
    );
    await workspace.write("requirements-extra.txt", "extra-one\n");
    const env = { ...ALONE, TOKEN: PASSWORD };
    await setUp(workspace, ["--lock", "--with", "extra"], env);
    const lock = await Deno.readTextFile(workspace.path("requirements.lock"));
    assert.match(lock, /^leaf==2\.0b1 /m);
    const group = await Deno.readTextFile(
      workspace.path("requirements-extra.lock"),
    );
    assert.doesNotMatch(lock + group, /127\.0\.0\.1|TOKEN|pass-word|\.hearth/);
    assert.match(group, /# via\n\s+#\s+-c requirements\.lock\n/);
    for (const module of ["inner", "leaf", "linked", "extra_one"]) {
      assert.ok(await canImport(workspace, module), module);
    }
    await workspace.exec([
      ...["uv", "pip", "uninstall", "--quiet", "inner", "--python"],
      workspace.path(".venv/bin/python"),
    ]);
    await setUp(workspace, [], {
      ...env,
      UV_CACHE_DIR: join(workspace.home, "uv"),
    });
    assert.ok(await canImport(workspace, "inner"));

    // Without uv, and with nowhere to get it from.
    const bin = await pathWith(workspace, {
      python3: await basePython(workspace),
    });
    const byPip = {
      ...env,
      PATH: bin,
      PIP_RETRIES: "0",
      PIP_FIND_LINKS: "",
      PIP_INDEX_URL: "http://127.0.0.1:9/",
    };
    await workspace.run(["clean", "--all"]);
    const { notes } = await setUp(workspace, ["--with", "extra"], byPip);
    assert.match(notes.join(), /using pip, which is slower/);
    for (const module of ["inner", "leaf", "linked", "extra_one"]) {
      assert.ok(await canImport(workspace, module), module);
    }
    await workspace.run(["clean", "--all"]);
    const refused = await failToSetUp(workspace, [], {
      ...byPip,
      TOKEN: "another",
    });
    assert.match(
      refused,
      /the package index http:\/\/\S*127\.0\.0\.1:\d+\/simple\/\S* rejected the credentials \(401/,
    );
    assert.doesNotMatch(refused, /another/);
  },
});

Deno.test({
  ...requires(
    ["uv", "python3", "git"],
    "setup installs local projects and repositories, by uv and by pip",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ declares });
    const wheels = join(workspace.home, "index");
    await makeWheels(workspace, wheels, "leaf,1.0", "other,1.0");
    await using index = packageIndex(wheels);
    await makeProject(workspace.path("edited"), "edited", ["leaf"]);
    await makeProject(workspace.path("copied"), "copied");
    const commit = await makeRepository(workspace, join(wheels, "kept.git"));
    await Deno.remove(workspace.path("requirements.lock"));
    await workspace.write(
      "requirements.txt",
      `--index-url ${index.address("simple")}\n-e ./edited\n./copied\n` +
        `kept @ git+${index.address("kept.git")}@main\nother\n`,
    );
    await setUp(workspace, ["--lock"], ALONE);
    const lock = await Deno.readTextFile(workspace.path("requirements.lock"));
    assert.match(lock, /^-e \.\/edited$/m);
    assert.match(lock, /^\.\/copied$/m);
    const locked = `kept @ git+${index.address("kept.git")}@${commit}\n`;
    assert.ok(lock.includes(locked), lock);
    assert.match(lock, /^leaf==1\.0 \\\n\s+--hash=sha256:/m);
    const modules = ["edited", "copied", "kept", "leaf", "other"];
    const hasAll = async (): Promise<void> => {
      for (const module of modules) {
        assert.ok(await canImport(workspace, module), module);
      }
    };
    await hasAll();
    assert.equal((await setUp(workspace, [], ALONE)).outcome, "current");
    const drafts = await Array.fromAsync(
      Deno.readDir(workspace.path(".hearth")),
    );
    assert.deepEqual(drafts.filter(({ name }) => name.endsWith("draft")), []);

    await workspace.exec([
      ...["uv", "pip", "uninstall", "--quiet", "edited", "leaf", "--python"],
      workspace.path(".venv/bin/python"),
    ]);
    await setUp(workspace, [], ALONE);
    await hasAll();

    await makeProject(workspace.path("edited"), "edited", ["leaf", "six"]);
    await makeWheels(workspace, wheels, "six,9.0");
    const { reasons } = await setUp(workspace, [], ALONE);
    assert.ok(
      reasons.includes("edited/pyproject.toml changed"),
      reasons.join(),
    );
    assert.ok(await canImport(workspace, "six"));
    await hasAll();

    const bin = await pathWith(workspace, {
      python3: await basePython(workspace),
      git: programOf("git") ?? "",
    });
    await workspace.run(["clean", "--all"]);
    const { notes } = await setUp(workspace, [], {
      ...ALONE,
      PATH: bin,
      PIP_RETRIES: "0",
      PIP_FIND_LINKS: "",
      PIP_INDEX_URL: "http://127.0.0.1:9/",
    });
    assert.match(notes.join(), /using pip, which is slower/);
    await hasAll();
  },
});

Deno.test({
  ...requires(
    ["uv", "python3", "git"],
    "setup keeps passwords in requirements' addresses out of locks and errors",
  ),
  async fn() {
    await using workspace = await tempWorkspace({ declares });
    const wheels = join(workspace.home, "index");
    await makeWheels(workspace, wheels, "leaf,1.0");
    await using index = packageIndex(wheels, { login: `me:${PASSWORD}` });
    const commit = await makeRepository(workspace, join(wheels, "kept.git"));
    const places = {
      archive: "leaf-1.0-py3-none-any.whl",
      repository: "kept.git",
    };
    const requirementsAs = (user: string): string =>
      `--index-url ${index.address("simple", user)}\n` +
      `leaf @ ${index.address(places.archive, user)}\n` +
      `kept @ git+${index.address(places.repository, user)}\n`;
    await Deno.remove(workspace.path("requirements.lock"));
    const lines = requirementsAs(`me:${PASSWORD}`).trim().split("\n");
    const leaking = [
      ...lines.slice(1),
      `-r ${index.address("more.txt", `me:${PASSWORD}`)}`,
      `git+${index.address(places.repository, PASSWORD)}`,
      `-e git+${index.address(places.repository, PASSWORD)}#egg=kept`,
    ];
    for (const line of leaking) {
      await workspace.write("requirements.txt", `${line}\n`);
      const stderr = await failToSetUp(workspace, [], ALONE);
      assert.match(
        stderr,
        /Cannot lock requirements\.txt: a URL of 127\.0\.0\.1:\d+ contains a password.*\n.*\$\{TOKEN\}/,
      );
      assert.ok(!stderr.includes(PASSWORD), stderr);
    }
    await workspace.write("requirements.txt", requirementsAs("me:${TOKEN}"));
    assert.match(
      await failToSetUp(workspace, [], ALONE),
      /the variable TOKEN is not set\n.*deno task secret set TOKEN/,
    );
    const wrong = { ...ALONE, TOKEN: "another-word" };
    await using strict = packageIndex(wheels, {
      login: "another:login",
      refusal: 403,
    });
    for (
      const line of [
        ...requirementsAs("me:${TOKEN}").trim().split("\n"),
        `--extra-index-url ${strict.address("simple", "me:${TOKEN}")}`,
        `leaf @ ${strict.address(places.archive, "me:${TOKEN}")}`,
      ]
    ) {
      await workspace.write("requirements.txt", `${line}\nleaf\n`);
      const stderr = await failToSetUp(workspace, [], wrong);
      assert.match(
        stderr,
        /(rejected the credentials \(40[13] \w+\)|\(40[13] \w+\) for url|Authentication failed).*\nCorrect the user name, password/,
      );
      assert.doesNotMatch(stderr, /another-word|not found/);
    }
    await workspace.write("requirements.txt", requirementsAs("me:${TOKEN}"));
    await setUp(workspace, ["--lock"], { ...ALONE, TOKEN: PASSWORD });
    const lock = await Deno.readTextFile(workspace.path("requirements.lock"));
    assert.doesNotMatch(lock, new RegExp(PASSWORD));
    assert.match(lock, /^leaf @ http:\/\/me:\$\{TOKEN\}@\S+ \\\n\s+--hash/m);
    assert.ok(lock.includes(`kept.git@${commit}\n`), lock);
    assert.ok(await canImport(workspace, "kept"));
  },
});
