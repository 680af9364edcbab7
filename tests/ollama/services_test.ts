/**
 * Ollama beside the services: what they are told of it, and one that `start`
 * runs itself.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  type ChildResult,
  freePort,
  requires,
  type TempWorkspace,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";
import { httpServer, silentServer } from "../support/services/odd_servers.ts";
import { ollamaServer } from "../support/ollama/ollama_server.ts";
import { servicesOf } from "../support/services/service_fixtures.ts";

/** A service that writes down what it was told. */
const TELLS = {
  command: [
    "sh",
    "-c",
    'echo "host=$OLLAMA_HOST model=$OLLAMA_MODEL"; exec sleep 600',
  ],
};

/** What the service was told at its last start. */
async function told(workspace: TempWorkspace): Promise<string> {
  return await waitFor(async () => {
    const { stdout } = await workspace.run(["logs", "tells", "-n", "1"]);
    return stdout.trimEnd() || undefined;
  }, "what the service was told");
}

Deno.test({
  ...requires(
    ["ollama"],
    "services get the resolved address and the chosen model",
  ),
  async fn() {
    await using server = await ollamaServer({ models: ["tiny"] });
    const { port, url } = server;
    await using workspace = await tempWorkspace({
      services: { tells: TELLS },
      declares: { models: ["nonesuch", "tiny"] },
    });
    const env = { OLLAMA_HOST: `0.0.0.0:${port}` };
    const { code, stderr } = await workspace.run(["start"], { env });
    assert.equal(code, 0, stderr);
    assert.match(
      stderr,
      /^Ollama .* tiny:latest in place of nonesuch|^Ollama .* tiny:latest \(/m,
    );
    assert.equal(await told(workspace), `host=${url} model=tiny:latest`);

    // A busy machine may keep the server from answering at a glance.
    await waitFor(async () => {
      const { stdout } = await workspace.run(["status"], { env });
      return /^Ollama \S+ at http:.*: tiny:latest \(not loaded\)$/m.test(
        stdout,
      );
    }, "Ollama in what status prints");
    await waitFor(async () => {
      const { stdout } = await workspace.run(["status", "--json"], { env });
      return JSON.parse(stdout).ollama.chosen?.name === "tiny:latest";
    }, "Ollama in the status's JSON");
  },
});

Deno.test("start does not wait for Ollama, and nothing fails without it", async () => {
  await using silent = silentServer();
  await using stranger = httpServer("hello");
  await using workspace = await tempWorkspace({
    services: { tells: TELLS },
    declares: { models: ["preferred"] },
  });
  const closed = `127.0.0.1:${freePort()}`;
  for (const host of [closed, silent.host, stranger.host]) {
    const env = { OLLAMA_HOST: host };
    const start = await workspace.run(["start"], { env });
    assert.equal(start.code, 0, start.stderr);
    assert.equal(await told(workspace), `host=http://${host} model=preferred`);
    const status = await workspace.run(["status"], { env });
    assert.equal(status.code, 0, status.stderr);
    assert.match(status.stdout, /^(No )?Ollama at http/m);
    assert.equal((await workspace.run(["stop"])).code, 0);
  }
  const env = { OLLAMA_HOST: "no address" };
  const start = await workspace.run(["start"], { env });
  assert.equal(start.code, 0, start.stderr);
  assert.equal(await told(workspace), "host=no address model=preferred");
});

Deno.test("what workspace.ts and services set themselves wins over what was found", async () => {
  await using workspace = await tempWorkspace({
    services: { tells: { ...TELLS, env: { OLLAMA_MODEL: "of-the-service" } } },
    declares: { models: ["a"], env: { OLLAMA_HOST: "gpu.example" } },
  });
  await workspace.run(["start"]);
  assert.equal(await told(workspace), "host=gpu.example model=of-the-service");
});

Deno.test("a workspace without models is told nothing of Ollama", async () => {
  await using workspace = await tempWorkspace({ services: { tells: TELLS } });
  const { stdout, stderr } = await workspace.run(["start"]);
  assert.doesNotMatch(stdout + stderr, /Ollama/);
  assert.equal(await told(workspace), "host= model=");
  const status = await workspace.run(["status", "--json"]);
  assert.deepEqual(Object.keys(JSON.parse(status.stdout)), ["services"]);
});

Deno.test({
  ...requires(["ollama"], "start --ollama runs a server, which stop ends"),
  async fn() {
    const port = freePort();
    await using workspace = await tempWorkspace({
      services: { tells: TELLS },
      declares: { models: ["tiny"] },
    });
    const env = { OLLAMA_HOST: `127.0.0.1:${port}` };
    const hearth = (...args: string[]): Promise<ChildResult> =>
      workspace.run(args, { env });
    const start = await hearth("start", "--ollama", "--json");
    assert.equal(start.code, 0, start.stderr);
    const services = servicesOf(start);
    assert.deepEqual(
      services.map(({ name, state }) => [name, state]),
      [["tells", "running"], ["ollama", "running"]],
    );
    assert.equal(services[1]?.port, port);
    const own = `http://127.0.0.1:${port}`;
    assert.equal(await told(workspace), `host=${own} model=tiny`);

    const again = servicesOf(await hearth("start", "--ollama", "--json"));
    assert.equal(again[1]?.pid, services[1]?.pid);
    assert.match((await hearth("status")).stdout, /^ollama +running/m);
    assert.match((await hearth("logs", "ollama")).stdout, /Listening on/);
    const restart = await hearth("restart", "ollama", "--json");
    assert.equal(restart.code, 0, restart.stderr);
    assert.notEqual(servicesOf(restart)[0]?.pid, services[1]?.pid);

    // It is found whatever OLLAMA_HOST says.
    const found = await workspace.run(["ollama", "--wait", "60", "--json"], {
      env: { OLLAMA_HOST: "127.0.0.1:1" },
    });
    assert.equal(JSON.parse(found.stdout).url, own);

    assert.equal((await hearth("stop")).code, 0);
    assert.equal(
      JSON.parse((await hearth("ollama", "--wait", "60", "--json")).stdout)
        .kind,
      "down",
    );
  },
});

Deno.test({
  ...requires(
    ["ollama"],
    "a declared server takes the next port when its own is busy",
  ),
  async fn() {
    await using stranger = httpServer("hello");
    await using workspace = await tempWorkspace({
      services: { tells: TELLS },
      declares: { ollama: { serve: true } },
    });
    const env = { OLLAMA_HOST: stranger.host };
    const start = await workspace.run(["start", "--json"], { env });
    assert.equal(start.code, 0, start.stderr);
    const { port } = servicesOf(start)[1] ?? {};
    assert.ok(port && !stranger.host.endsWith(`:${port}`));
    assert.match(start.stderr, new RegExp(`is taken: ollama uses ${port}`));
    assert.match(
      await told(workspace),
      new RegExp(`^host=http://127.0.0.1:${port} `),
    );
    const check = await workspace.run(["ollama", "--wait", "60", "--json"], {
      env,
    });
    assert.equal(JSON.parse(check.stdout).url, `http://127.0.0.1:${port}`);
  },
});

Deno.test({
  ...requires(["ollama"], "start leaves an Ollama alone that answers already"),
  async fn() {
    await using server = await ollamaServer();
    await using workspace = await tempWorkspace({
      services: { tells: TELLS },
      declares: { ollama: { serve: true } },
    });
    const env = { OLLAMA_HOST: server.url };
    const start = await workspace.run(["start", "--json"], { env });
    assert.deepEqual(servicesOf(start).map(({ name }) => name), ["tells"]);
    assert.match(
      start.stderr,
      /^Ollama is already running at .*: using that server/m,
    );
    const only = await workspace.run(["start", "ollama", "--json"], { env });
    assert.equal(only.code, 0, only.stderr);
    assert.deepEqual(servicesOf(only), []);
    await workspace.run(["stop"]);
    assert.equal(
      await fetch(server.url).then((it) => it.text()),
      "Ollama is running",
    );
  },
});

Deno.test("start says when Ollama cannot be run here, and starts the rest when only workspace.ts asks", async () => {
  await using workspace = await tempWorkspace({
    services: { tells: TELLS },
    declares: { ollama: { serve: true } },
  });
  const env = { OLLAMA_HOST: "192.0.2.7" };
  const asked = await workspace.run(["start", "--ollama"], { env });
  assert.equal(asked.code, 1);
  assert.match(
    asked.stderr,
    /^Error: Cannot start Ollama here: OLLAMA_HOST is set to "192/,
  );
  assert.equal(
    servicesOf(await workspace.run(["status", "--json"]))[0]?.state,
    "stopped",
  );
  const declared = await workspace.run(["start"], { env });
  assert.equal(declared.code, 0, declared.stderr);
  assert.match(declared.stderr, /Cannot start Ollama here: .*start without it/);
});
