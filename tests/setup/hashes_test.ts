/**
 * `setup` with hashes in requirements: nothing else may be installed.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { requires, tempWorkspace } from "../support/harness.ts";
import {
  hashOf,
  makeWheels,
  packageIndex,
} from "../support/setup/package_index.ts";
import {
  canImport,
  failToSetUp,
  setUp,
} from "../support/setup/setup_fixtures.ts";

const ALONE = { NO_PROXY: "127.0.0.1", "no_proxy": "127.0.0.1" };

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup locks the hashes that requirements give, and refuses all others",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      declares: { python: { version: ">=3.11", imports: [] } },
    });
    const wheels = join(workspace.home, "index");
    await makeWheels(workspace, wheels, "leaf,1.0", "inner,1.0,leaf");
    const first = await hashOf(join(wheels, "leaf-1.0-py3-none-any.whl"));
    // The same version has a second file.
    const second = join(wheels, "leaf-1.0-1-py3-none-any.whl");
    await Deno.copyFile(join(wheels, "leaf-1.0-py3-none-any.whl"), second);
    await Deno.writeFile(second, new Uint8Array([0]), { append: true });
    const other = await hashOf(second);
    const absent = `sha256:${"0".repeat(64)}`;
    await using index = packageIndex(wheels);
    await Deno.remove(workspace.path("requirements.lock"));
    const require = (leaf: string): Promise<void> =>
      workspace.write(
        "requirements.txt",
        `--index-url ${index.address("simple")}\ninner\n-r more.txt\n`,
      ).then(() => workspace.write("more.txt", `${leaf}\n`));
    const lockedHashes = async (name: string): Promise<string[]> => {
      const lock = await Deno.readTextFile(workspace.path("requirements.lock"));
      const entry = lock.split(/^(?=\w)/m)
        .find((text) => text.startsWith(`${name}==`)) ?? "";
      return [...entry.matchAll(/--hash=(\S+)/g)].map(([, hash = ""]) => hash)
        .sort();
    };
    const refused = async (leaf: string): Promise<void> => {
      await require(leaf);
      assert.match(
        await failToSetUp(workspace, [], ALONE),
        /Cannot lock more\.txt: no file of leaf==1\.0 matches its --hash\nCorrect .* in more\.txt/,
      );
      await assert.rejects(Deno.stat(workspace.path("requirements.lock")));
    };
    await refused(`leaf==1.0 --hash=${absent}`);
    await refused(`leaf \\\n  --hash=${absent} \\\n  --hash=${absent}`);

    await require(`leaf==1.0 --hash=${first} --hash=${absent}`);
    await setUp(workspace, ["--lock"], ALONE);
    assert.ok(await canImport(workspace, "leaf"));
    assert.deepEqual(await lockedHashes("leaf"), [absent, first].sort());
    assert.equal((await lockedHashes("inner")).length, 1);

    await require(`leaf==1.0 --hash=${other}`);
    await setUp(workspace, [], ALONE);
    assert.deepEqual(await lockedHashes("leaf"), [other]);
    await require("leaf==1.0");
    await setUp(workspace, [], ALONE);
    assert.deepEqual(await lockedHashes("leaf"), [first, other].sort());
    // A group returns one, and the main lock has them all.
    await workspace.write(
      "requirements-extra.txt",
      `leaf==1.0 --hash=sha512:${"0".repeat(128)}\n`,
    );
    assert.match(
      await failToSetUp(workspace, ["--with", "extra"], {
        ...ALONE,
        UV_CACHE_DIR: join(workspace.home, "uv"),
      }),
      /Cannot install the packages: .*[Hh]ash/,
    );
    await Deno.remove(workspace.path("requirements-extra.txt"));
    const text = await Deno.readTextFile(workspace.path("requirements.lock"));
    await require(`leaf==1.0 --hash=sha512:${"0".repeat(128)}`);
    // Also beside a lock that setup did not make.
    for (const lock of [text, text.replace(/^.*\n/, "")]) {
      await workspace.write("requirements.lock", lock);
      assert.match(
        await failToSetUp(workspace, [], {
          ...ALONE,
          UV_CACHE_DIR: join(workspace.home, "uv"),
        }),
        /Cannot install the packages: .*[Hh]ash/,
      );
    }
  },
});
