/**
 * What `ollama` says of a server that is there, of one that is not, and of
 * everything between.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  type ChildResult,
  freePort,
  requires,
  tempWorkspace,
} from "../support/harness.ts";
import {
  bannerServer,
  httpServer,
  silentServer,
} from "../support/services/odd_servers.ts";
import { ollamaServer, SENTENCE } from "../support/ollama/ollama_server.ts";

/** A busy machine may keep a server from answering at once. */
const PATIENTLY = ["--wait", "60"];
const VERSION = /^\d+\.\d+\.\d+/;

Deno.test({
  ...requires(["ollama"], "ollama shows server, version and model"),
  async fn() {
    await using server = await ollamaServer({ models: ["tiny", "tiny-loop"] });
    await using workspace = await tempWorkspace({
      declares: { models: ["nonesuch", "tiny"] },
    });
    const env = { OLLAMA_HOST: `127.0.0.1:${server.port}` };
    const ollama = (...args: string[]): Promise<ChildResult> =>
      workspace.run(["ollama", ...args], { env });
    const check = (...args: string[]): Promise<ChildResult> =>
      ollama(...PATIENTLY, ...args);

    const cold = await check();
    assert.equal(cold.code, 0, cold.stderr);
    const [first, second] = cold.stdout.split("\n");
    assert.match(
      first ?? "",
      /^Ollama \d+\.\d+\.\d+\S* at http:\/\/127\.0\.0\.1:/,
    );
    assert.equal(second, "Model tiny:latest, not loaded");
    assert.match(
      cold.stderr,
      /^nonesuch is not installed\. To get it: deno task ollama pull nonesuch/,
    );

    assert.equal((await ollama("ask", "hello")).stdout, `${SENTENCE}\n`);
    const warm = JSON.parse((await check("--json")).stdout);
    assert.equal(warm.kind, "up");
    assert.equal(warm.url, server.url);
    assert.match(warm.version, VERSION);
    const { name, configured, loaded } = warm.chosen;
    assert.deepEqual([name, configured, loaded], ["tiny:latest", true, true]);
    assert.equal(warm.wanted, "nonesuch");

    const exported = await workspace.run(["ollama", ...PATIENTLY, "--json"], {
      env: { ...env, OLLAMA_MODEL: "tiny-loop" },
    });
    assert.equal(JSON.parse(exported.stdout).chosen.name, "tiny-loop:latest");

    const table = await ollama("models");
    assert.match(table.stdout, /^\* tiny:latest +2\d\d kB +llama \S+ +F16 +/m);
    assert.match(table.stdout, /^ {2}tiny-loop:latest /m);
    const { models } = JSON.parse((await ollama("models", "--json")).stdout);
    assert.equal(models.length, 2);
    assert.equal(models[0].quantization, "F16");
  },
});

Deno.test({
  ...requires(
    ["ollama"],
    "ollama finds its address in .env and in workspace.ts",
  ),
  async fn() {
    await using server = await ollamaServer({ models: ["tiny"] });
    const { port, url } = server;
    await using workspace = await tempWorkspace({
      files: { ".env": `OLLAMA_HOST=:${port}\n` },
    });
    const here = JSON.parse(
      (await workspace.run(["ollama", ...PATIENTLY, "--json"])).stdout,
    );
    assert.equal(here.url, url);
    // Nothing is configured: the first that can chat.
    assert.deepEqual([here.chosen.name, here.wanted], ["tiny:latest", null]);

    await using declaring = await tempWorkspace({
      declares: { env: { OLLAMA_HOST: `0.0.0.0:${port}` } },
    });
    const there = await declaring.run(["ollama", ...PATIENTLY, "--json"], {
      env: { OLLAMA_HOST: "127.0.0.1:1" },
    });
    assert.equal(JSON.parse(there.stdout).url, url);
  },
});

Deno.test({
  ...requires(["ollama"], "ollama says how to get a model when there is none"),
  async fn() {
    await using server = await ollamaServer();
    await using workspace = await tempWorkspace({
      declares: { models: ["llama3.1:latest"] },
    });
    const env = { OLLAMA_HOST: server.url };
    const { code, stderr } = await workspace.run(["ollama", ...PATIENTLY], {
      env,
    });
    assert.equal(code, 3);
    assert.match(stderr, /^Error: Ollama at .* has no model that can chat$/m);
    assert.match(stderr, /ollama pull llama3\.1:latest/);
    const json = await workspace.run(["ollama", ...PATIENTLY, "--json"], {
      env,
    });
    assert.equal(json.code, 3);
    assert.equal(JSON.parse(json.stdout).chosen, null);
    const models = await workspace.run(["ollama", "models"], { env });
    assert.deepEqual([models.code, models.stdout], [0, ""]);
    const ask = await workspace.run(["ollama", "ask", "hello"], { env });
    assert.equal(ask.code, 3);
  },
});

Deno.test("ollama says what is wrong with each server that is none", async () => {
  await using silent = silentServer();
  await using banner = bannerServer();
  await using stranger = httpServer("<h1>It works</h1>");
  await using workspace = await tempWorkspace();
  const cases: [string, number, string, RegExp][] = [
    [
      `127.0.0.1:${freePort()}`,
      3,
      "down",
      /^Error: Cannot reach Ollama at http/,
    ],
    [silent.host, 1, "silent", /^Error: Ollama at .* did not answer within/],
    [banner.host, 1, "stranger", /^Error: The server at .* is not Ollama$/m],
    [stranger.host, 1, "stranger", /is not Ollama$/m],
  ];
  for (const [host, code, kind, message] of cases) {
    const env = { OLLAMA_HOST: host };
    const patience = kind === "silent" ? [] : PATIENTLY;
    const json = await workspace.run(["ollama", ...patience, "--json"], {
      env,
    });
    assert.equal(JSON.parse(json.stdout).kind, kind, host);
    assert.deepEqual([json.code, json.stderr], [code, ""], host);
    const text = await workspace.run(["ollama", ...patience], { env });
    assert.equal(text.code, code, host);
    assert.match(text.stderr, message);
    assert.doesNotMatch(text.stderr, /bug in Hearth|at file:/);
  }
});

Deno.test("ollama says how to get and start a server on this machine", async () => {
  await using workspace = await tempWorkspace();
  const env = { OLLAMA_HOST: `127.0.0.1:${freePort()}` };
  const bin = workspace.path("bin");
  const bare = { ...env, PATH: bin };
  const without = await workspace.run(["ollama", ...PATIENTLY], { env: bare });
  assert.match(
    without.stderr,
    /^Install it: .*ollama.*deno task start --ollama\.$/m,
  );
  const onWindows = await workspace.run(["ollama", ...PATIENTLY], {
    env: { ...bare, WSL_DISTRO_NAME: "Debian" },
  });
  assert.match(onWindows.stderr, /Or use an Ollama that runs on Windows/);
  await workspace.write("bin/ollama", "#!/bin/sh\n");
  await Deno.chmod(workspace.path("bin/ollama"), 0o755);
  const having = await workspace.run(["ollama", ...PATIENTLY], { env: bare });
  assert.match(having.stderr, /^Start it with "deno task start --ollama"/m);
  assert.doesNotMatch(having.stderr, /Install it/);
});

Deno.test("ollama notes what it saw where bash can read it", async () => {
  await using workspace = await tempWorkspace();
  const port = freePort();
  await workspace.run(["ollama", ...PATIENTLY], {
    env: { OLLAMA_HOST: `:${port}` },
  });
  const { stdout } = await workspace.exec([
    "bash",
    "-c",
    '{ read -r at && read -r line; } <.hearth/ollama && echo "$((at > 0)) $line"',
  ]);
  assert.match(stdout, new RegExp(`^1 No Ollama at http://127.0.0.1:${port}:`));
});

Deno.test({
  ...requires(["ollama"], "deno task ollama works with the permissions it has"),
  async fn() {
    await using server = await ollamaServer({ models: ["tiny"] });
    await using workspace = await tempWorkspace();
    const env = { OLLAMA_HOST: server.url };
    for (const args of [PATIENTLY, ["models"], ["ask", "hi"], ["greet"]]) {
      const { code, stderr } = await workspace.exec(
        [Deno.execPath(), "task", "-q", "ollama", ...args],
        { env },
      );
      assert.equal(code, 0, stderr);
    }
    const down = await workspace.exec(
      [Deno.execPath(), "task", "-q", "ollama", ...PATIENTLY],
      { env: { OLLAMA_HOST: `:${freePort()}` } },
    );
    assert.equal(down.code, 3, down.stderr);
  },
});
