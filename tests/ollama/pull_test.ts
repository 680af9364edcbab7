/**
 * Pulling models with a real server from a registry on loopback.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  openTerminal,
  requires,
  type TempWorkspace,
  tempWorkspace,
  type TestTerminal,
} from "../support/harness.ts";
import { ollamaRegistry } from "../support/ollama/registry.ts";
import { ollamaServer, SENTENCE } from "../support/ollama/ollama_server.ts";

/** Bytes after which the slow registry waits: a quarter of the model. */
const QUARTER = 64_000;

async function terminalFor(
  workspace: TempWorkspace,
  url: string,
  ...args: string[]
): Promise<TestTerminal> {
  return await openTerminal({
    command: [
      // tmux scrolls the first line away when the program ends.
      ...["sh", "-c", 'echo && exec "$@"', "sh"],
      ...[Deno.execPath(), "run", "-A", workspace.path("main.ts")],
      ...["ollama", ...args],
    ],
    cwd: workspace.root,
    env: { ...workspace.env, OLLAMA_HOST: url },
    columns: 120,
  });
}

Deno.test({
  ...requires(
    ["ollama", "tmux"],
    "pull shows progress, Ctrl-C breaks off, and the next pull goes on from there",
  ),
  async fn() {
    await using source = await ollamaServer({ models: ["tiny"] });
    await using registry = await ollamaRegistry(source.store);
    await using server = await ollamaServer();
    await using workspace = await tempWorkspace();
    const model = registry.nameOf("tiny");
    const args = ["pull", "--insecure", model];
    registry.hold = QUARTER;
    {
      await using terminal = await terminalFor(workspace, server.url, ...args);
      await terminal.waitForText(/█{4}░{16} +24% +64 kB of 2\d\d kB/);
      registry.hold = 2 * QUARTER;
      await terminal.waitForText(/█{9}░{11} +49% .* kB\/s +\d+ s left/);
      await terminal.sendKeys("C-c");
      assert.equal(await terminal.waitForExit(), 130);
      const screen = await terminal.screen();
      assert.match(
        screen,
        /^The partial download is kept: run the same command to resume/m,
      );
      assert.match(screen, /^Interrupted$/m);
    }
    const before = registry.starts.length;
    registry.hold = Infinity;
    {
      await using terminal = await terminalFor(workspace, server.url, ...args);
      assert.equal(await terminal.waitForExit(), 0);
      await terminal.waitForText(/✔ Pulling \S+: 2\d\d kB/);
    }
    assert.ok(registry.starts.slice(before).includes(2 * QUARTER));
    const asked = await workspace.run(["ollama", "ask", "-m", model, "hello"], {
      env: { OLLAMA_HOST: server.url },
    });
    assert.equal(asked.stdout, `${SENTENCE}\n`, asked.stderr);
  },
});

Deno.test({
  ...requires(
    ["ollama"],
    "pull brings the first model of workspace.ts, and answers in JSON",
  ),
  async fn() {
    await using source = await ollamaServer({ models: ["tiny"] });
    await using registry = await ollamaRegistry(source.store);
    await using server = await ollamaServer();
    const model = registry.nameOf("tiny");
    await using workspace = await tempWorkspace({
      declares: { models: [model] },
    });
    const env = { OLLAMA_HOST: server.url };
    const pulled = await workspace.run(
      ["ollama", "pull", "--insecure", "--json"],
      { env },
    );
    assert.equal(pulled.code, 0, pulled.stderr);
    const { bytes, ms, ...rest } = JSON.parse(pulled.stdout);
    assert.deepEqual(rest, { model, url: server.url });
    assert.ok(bytes > 250_000 && ms > 0);
    const { stdout } = await workspace.run(["ollama", "--wait", "60"], { env });
    assert.match(stdout, /^Model \S+\/library\/tiny:latest, not loaded$/m);
  },
});

Deno.test({
  ...requires(
    ["ollama"],
    "pull says what is wrong with a name, a registry or a server",
  ),
  async fn() {
    await using source = await ollamaServer({ models: ["tiny"] });
    await using registry = await ollamaRegistry(source.store);
    await using server = await ollamaServer();
    await using workspace = await tempWorkspace();
    const env = { OLLAMA_HOST: server.url };
    const nothing = await workspace.run(["ollama", "pull"], { env });
    assert.equal(nothing.code, 2);
    assert.match(nothing.stderr, /^Error: Cannot pull: no model is named$/m);

    const model = registry.nameOf("nonesuch");
    for (const name of [model, "127.0.0.1:1/library/tiny", "a b"]) {
      const { code, stdout, stderr } = await workspace.run(
        ["ollama", "pull", "--insecure", "--json", name],
        { env },
      );
      assert.deepEqual([code, stdout], [1, ""], name);
      assert.match(stderr, /^Error: Cannot pull .*: ./m);
      assert.doesNotMatch(stderr, /bug in Hearth|at file:/);
    }

    registry.hold = QUARTER;
    const task = workspace.spawn(
      ["ollama", "pull", "--insecure", registry.nameOf("tiny")],
      { env },
    );
    await task.waitForText(/Pulling/);
    await server.kill();
    const { code, stderr } = await task.result;
    assert.equal(code, 1);
    assert.match(stderr, /Ollama at .* closed the connection/);
  },
});
