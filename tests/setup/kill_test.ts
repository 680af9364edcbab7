/**
 * `setup` killed at many moments, and interrupted.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import {
  processesWith,
  requires,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";
import { canImport, namesIn, setUp } from "../support/setup/setup_fixtures.ts";

/** How often it is killed. */
const ROUNDS = 24;

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup that is killed at any moment leaves .venv working and no litter",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const begun = performance.now();
    await setUp(workspace);
    const duration = performance.now() - begun;
    for (let round = 0; round < ROUNDS; round++) {
      const version = `1.${12 + round % 6}.0`;
      await workspace.write("requirements.txt", `six==${version}\niniconfig\n`);
      const child = workspace.spawn(["setup"]);
      const moment = duration * 1.3 * (round + Math.random()) / ROUNDS;
      await new Promise((resolve) => setTimeout(resolve, moment));
      child.signal("SIGKILL");
      await child.result;
      assert.ok(await canImport(workspace, "six"), `after ${moment} ms`);
    }
    await waitFor(
      async () => (await processesWith("HOME", workspace.home)).length === 0,
      "the end of orphaned installers",
    );
    await setUp(workspace);
    assert.ok(await canImport(workspace, "iniconfig"));
    assert.equal((await setUp(workspace)).outcome, "current");
    // One in use and at most three that may be wanted again.
    const venvs = await namesIn(workspace.path(".hearth/venvs"));
    assert.ok(venvs.length <= 4, venvs.join());
    for (const venv of venvs) {
      await Deno.stat(workspace.path(".hearth/venvs", venv, "hearth.json"));
    }
    const drafts = [
      ...await namesIn(workspace.root),
      ...await namesIn(workspace.path(".hearth")),
    ].filter((name) => name.includes("draft"));
    assert.deepEqual(drafts, []);
  },
});

Deno.test({
  ...requires(
    ["uv", "python3"],
    "setup that is killed while it installs leaves nothing that looks finished",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    await using index = silentIndex(join(workspace.home, "uv"));
    const child = workspace.spawn(["setup"], { env: index.env });
    await index.asked;
    child.signal("SIGKILL");
    await index[Symbol.asyncDispose]();
    await child.result;
    const venvs = await namesIn(workspace.path(".hearth/venvs"));
    assert.equal(venvs.length, 1);
    assert.equal((await workspace.run(["setup", "--check"])).code, 1);
    assert.equal((await setUp(workspace)).outcome, "built");
    assert.ok(await canImport(workspace, "six"));
    const left = await namesIn(workspace.path(".hearth/venvs"));
    assert.equal(left.length, 1);
    assert.notDeepEqual(left, venvs, "a directory that an orphan may write to");
  },
});

Deno.test({
  ...requires(["uv", "python3"], "Ctrl-C ends setup and its uv"),
  async fn() {
    await using workspace = await tempWorkspace();
    await using index = silentIndex(join(workspace.home, "uv"));
    await workspace.write("requirements.txt", "six\niniconfig\n");
    const child = workspace.spawn(["setup"], { env: index.env });
    await index.asked;
    child.signal("SIGINT");
    assert.equal((await child.result).code, 130);
    await waitFor(
      async () => (await processesWith("HOME", workspace.home)).length === 0,
      "the end of uv",
    );
    assert.deepEqual(await namesIn(workspace.path(".hearth/venvs")), []);
  },
});

/** An index that takes every question and never answers one. */
function silentIndex(cache: string) {
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const closing = new AbortController();
  const server = Deno.serve({
    port: 0,
    signal: closing.signal,
    onListen() {},
    handler: () => {
      ask();
      return new Promise<Response>(() => {});
    },
  });
  return {
    asked,
    env: {
      UV_DEFAULT_INDEX: `http://127.0.0.1:${server.addr.port}/simple`,
      UV_CACHE_DIR: cache,
      UV_HTTP_RETRIES: "0",
      no_proxy: "127.0.0.1",
      NO_PROXY: "127.0.0.1",
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await server.finished;
    },
  };
}
