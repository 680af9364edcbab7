/**
 * Ports that somebody else has.
 *
 * @module
 */
import assert from "node:assert/strict";
import { freePort, tempWorkspace } from "../support/harness.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";

for (const address of ["127.0.0.1", "0.0.0.0", "::1"]) {
  Deno.test(`a port taken on ${address} gives the next free one, and says so`, async () => {
    const port = freePort();
    using _squatter = Deno.listen({ hostname: address, port });
    await using workspace = await tempWorkspace({
      services: { web: service("serve.py", port) },
    });
    const started = await workspace.run(["start", "--json"]);
    assert.equal(started.code, 0, started.stderr);
    const [web] = servicesOf(started);
    assert.ok((web?.port ?? 0) > port);
    assert.match(
      started.stderr,
      new RegExp(`Port ${port} is taken: web uses ${web?.port}`),
    );
    const answer = await fetch(web?.url ?? "");
    assert.equal(answer.status, 200);
    await answer.text();
  });
}

Deno.test("--strict-ports names the owner, starts nothing and exits with 1", async () => {
  const port = freePort();
  using _squatter = Deno.listen({ hostname: "127.0.0.1", port });
  await using workspace = await tempWorkspace({
    services: {
      other: service("serve.py", freePort()),
      web: service("serve.py", port),
    },
  });
  const { code, stderr } = await workspace.run(["start", "--strict-ports"]);
  assert.equal(code, 1);
  assert.match(
    stderr,
    new RegExp(`port ${port} is taken by process ${Deno.pid} \\(.*deno`),
  );
  const status = servicesOf(await workspace.run(["status", "--json"]));
  assert.deepEqual(status.map(({ state }) => state), ["stopped", "stopped"]);
});

Deno.test("--port sets the preferred port; two services never get the same", async () => {
  const port = freePort();
  await using workspace = await tempWorkspace({
    services: {
      one: service("serve.py", freePort()),
      two: service("serve.py", freePort()),
    },
  });
  const started = await workspace.run(
    ["start", "--json", "--port", `one=${port}`, "--port", `two=${port}`],
  );
  assert.equal(started.code, 0, started.stderr);
  const [one, two] = servicesOf(started).map((service) => service.port);
  assert.equal(one, port);
  assert.notEqual(two, port);
});

/** A program that gives its port to a stranger before `then` runs. */
function afterStranger(then: readonly string[]): string {
  return [
    "import os, runpy, socket, subprocess, sys, time",
    "env = {k: v for k, v in os.environ.items() if not k.startswith('HEARTH_')}",
    "if not os.path.exists('other'):",
    "    stranger = f'ulimit -S -f unlimited; exec {sys.executable} -m http.server --bind 127.0.0.1 {sys.argv[1]}'",
    "    shell = f'sh -c \"{stranger}\" >/dev/null 2>&1 & echo $! >other'",
    "    subprocess.run(['sh', '-c', shell], env=env, start_new_session=True)",
    "    there = ('127.0.0.1', int(sys.argv[1]))",
    "    while socket.socket().connect_ex(there): time.sleep(0.02)",
    ...then.map((line) => `    ${line}`),
    "runpy.run_path('tests/support/fixtures/serve.py', run_name='__main__')",
  ].join("\n");
}

Deno.test("a stranger who answers on the port is not taken for the service", async () => {
  const port = freePort();
  // Takes the port after start has looked and before the service binds it.
  const late = afterStranger(["sys.exit('Address already in use')"]);
  await using workspace = await tempWorkspace({
    services: { web: { command: ["python", "late.py", "{port}"], port } },
    files: { "late.py": late },
  });
  const started = await workspace.run(["start", "--json"]);
  const other = Number(await Deno.readTextFile(workspace.path("other")));
  try {
    assert.equal(started.code, 0, started.stderr);
    const [web] = servicesOf(started);
    assert.ok((web?.port ?? 0) > port, started.stderr);
    assert.notEqual(web?.pid, other);
    assert.match(
      started.stderr,
      new RegExp(`Port ${port} of web is still held by process ${other} `),
    );
  } finally {
    Deno.kill(other, "SIGKILL");
  }
});

Deno.test("a service on [::1] only is ready, and shown where it answers", async () => {
  const port = freePort();
  const url = `http://[::1]:${port}/`;
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", port, { args: ["200", "::1"] }) },
  });
  const started = await workspace.run(["start", "--json"]);
  assert.equal(started.code, 0, started.stderr);
  const [web] = servicesOf(started);
  assert.deepEqual([web?.state, web?.url], ["running", url]);
  const answer = await fetch(url);
  assert.equal(answer.status, 200);
  await answer.text();
  const status = await workspace.run(["status", "--json"]);
  assert.deepEqual(servicesOf(status), [web]);
  assert.equal((await workspace.run(["open"])).stdout, `${url}\n`);
  // Without its claim the service is asked again.
  await Deno.remove(workspace.path(".hearth/run/web.json"));
  const again = servicesOf(await workspace.run(["status", "--json"]));
  assert.deepEqual([again[0]?.state, again[0]?.url], ["running", url]);
});

Deno.test({
  name: "a stranger on 127.0.0.1 is not taken for a service on [::1]",
  // Elsewhere the two cannot be told apart.
  ignore: Deno.build.os !== "linux",
  async fn() {
    const port = freePort();
    await using workspace = await tempWorkspace({
      services: {
        web: {
          command: ["python", "late.py", "{port}", "200", "::1"],
          port,
          open: "/",
        },
      },
      files: { "late.py": afterStranger(["pass"]) },
    });
    const started = await workspace.run(["start", "--json"]);
    const other = Number(await Deno.readTextFile(workspace.path("other")));
    try {
      assert.equal(started.code, 0, started.stderr);
      assert.equal(servicesOf(started)[0]?.url, `http://[::1]:${port}/`);
    } finally {
      Deno.kill(other, "SIGKILL");
    }
  },
});
