/**
 * Starts that overlap: each service has a port of its own, and every service
 * knows the ports of the others.
 *
 * @module
 */
import assert from "node:assert/strict";
import { denoSystem } from "../../lib/system/deno.ts";
import type { ServiceInput } from "../../lib/workspace/workspace.ts";
import {
  freePort,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";
import { tinyFiles } from "../support/workspaces/tiny_workspace.ts";
import { waitFor } from "../support/wait_for.ts";

/** A service that listens once `gate` is there, and answers with `text`. */
function gated(port: number, gate: string, text = "web"): ServiceInput {
  return service("gated.py", port, { args: [gate, text] });
}

/** The first of some free ports in a row. */
function freePorts(count: number): number {
  const { net } = denoSystem();
  while (true) {
    const first = freePort();
    const row = Array.from({ length: count }, (_, index) => first + index);
    if (row.every((port) => net.isFree(port))) return first;
  }
}

/** What a service answers. */
async function answerOf(url: string | null | undefined): Promise<string> {
  return await (await fetch(url ?? "")).text();
}

/** Waits until a service of {@linkcode gated} has been launched. */
async function launched(
  workspace: TempWorkspace,
  name: string,
): Promise<void> {
  const log = workspace.path(".hearth/logs", `${name}.log`);
  await waitFor(
    async () => (await Deno.readTextFile(log)).includes("waiting"),
    `${name} to be launched`,
  );
}

Deno.test("three workspaces that start at once share no port", async () => {
  const [first, second] = [freePort(), freePort()];
  const services = {
    one: service("serve.py", first),
    two: gated(second, "workspace.ts", "{port:one}"),
  };
  await using a = await tempWorkspace({ services });
  await using b = await tempWorkspace({ services });
  await using c = await tempWorkspace({ services });
  const all = [a, b, c];
  await Promise.all(all.map((workspace) => workspace.run(["setup"])));
  const started = await Promise.all(
    all.map((workspace) => workspace.run(["start", "--json"])),
  );
  const ports = new Set<number | null>();
  for (const result of started) {
    assert.equal(result.code, 0, result.stderr);
    const [one, two] = servicesOf(result);
    ports.add(one?.port ?? null).add(two?.port ?? null);
    assert.equal(await answerOf(two?.url), `${one?.port}`);
  }
  assert.equal(ports.size, 6);
});

Deno.test("the port of a service that does not listen yet is left to it", async () => {
  const port = freePort();
  await using slow = await tempWorkspace({
    services: { web: gated(port, "gate") },
  });
  await using other = await tempWorkspace({
    services: { web: service("serve.py", port) },
  });
  const start = slow.spawn(["start", "--json"]);
  await launched(slow, "web");

  const strict = await other.run(["start", "--strict-ports"]);
  assert.equal(strict.code, 1);
  assert.match(
    strict.stderr,
    new RegExp(`port ${port} is taken by a service that is starting`),
  );
  // Killing the start frees what it had reserved, but not its service's port.
  start.signal("SIGKILL");
  await start.result;
  const started = await other.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  assert.notEqual(servicesOf(started)[0]?.port, port);

  await slow.write("gate", "");
  const result = await slow.run(["start", "--json"]);
  assert.equal(result.code, 0, result.stderr);
  assert.equal(servicesOf(result)[0]?.port, port);
});

Deno.test("the port of a service that workspace.ts no longer declares is left to it", async () => {
  const port = freePort();
  await using workspace = await tempWorkspace({
    services: { old: gated(port, "gate") },
  });
  const start = workspace.spawn(["start"]);
  await launched(workspace, "old");
  start.signal("SIGKILL");
  await start.result;
  const { "workspace.ts": declared = "" } = tinyFiles({
    web: service("serve.py", port),
  });
  await workspace.write("workspace.ts", declared);
  const started = await workspace.run(["start", "web", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  assert.notEqual(servicesOf(started)[0]?.port, port);
});

Deno.test("a service that lost its port takes none that another one was given", async () => {
  const port = freePorts(3);
  const lost = [
    "import os, socket, sys",
    "if not os.path.exists('lost'):",
    "    open('lost', 'w').close()",
    "    while not os.path.exists('taken'): pass",
    "    sys.exit('Address already in use')",
    "open('gate', 'w').close()",
    "os.execv(sys.executable, [sys.executable, 'tests/support/fixtures/serve.py', sys.argv[1]])",
  ].join("\n");
  using _next = Deno.listen({ hostname: "127.0.0.1", port: port + 1 });
  await using workspace = await tempWorkspace({
    services: {
      one: { command: ["python", "lost.py", "{port}"], port },
      // Is given the port after the next, and listens when one is back.
      two: gated(port + 1, "gate", "{port:one}"),
    },
    files: { "lost.py": lost },
  });
  const start = workspace.spawn(["start", "--json"]);
  await launched(workspace, "two");
  await waitFor(
    () => Deno.stat(workspace.path("lost")).then(() => true),
    "one to be launched",
  );
  using _stranger = Deno.listen({ hostname: "127.0.0.1", port });
  await workspace.write("taken", "");
  const started = await start.result;
  assert.equal(started.code, 0, started.stderr);
  const [one, two] = servicesOf(started);
  assert.ok((one?.port ?? 0) > port + 1);
  assert.notEqual(one?.port, two?.port);
  assert.equal(await answerOf(two?.url), `${one?.port}`);
});

Deno.test("a service that starts later gets the port that others were given", async () => {
  const [port, web] = [freePort(), freePort()];
  await using workspace = await tempWorkspace({
    services: {
      api: service("serve.py", port),
      web: gated(web, "workspace.ts", "{port:api}"),
    },
  });
  const squatter = Deno.listen({ hostname: "127.0.0.1", port });
  const [first] = servicesOf(await workspace.run(["start", "web", "--json"]));
  squatter.close();
  const given = Number(await answerOf(first?.url));
  assert.notEqual(given, port);
  const [api] = servicesOf(await workspace.run(["start", "api", "--json"]));
  assert.equal(api?.port, given);

  await workspace.run(["stop", "api"]);
  using _other = Deno.listen({ hostname: "127.0.0.1", port: given });
  const moved = await workspace.run(["start", "--json"]);
  assert.equal(moved.code, 0, moved.stderr);
  const actual = servicesOf(moved)[0]?.port;
  const note = `web was started with port ${given} for api, which now has ` +
    `port ${actual}: run "deno task restart web"`;
  assert.ok(moved.stderr.includes(note), moved.stderr);
  const status = await workspace.run(["status"]);
  assert.ok(status.stderr.includes(note), status.stderr);

  const restarted = await workspace.run(["restart", "web", "--json"]);
  assert.equal(await answerOf(servicesOf(restarted)[0]?.url), `${actual}`);
  assert.doesNotMatch((await workspace.run(["status"])).stderr, /web was/);
});
