/**
 * Workspaces reached by a link, copied, oddly named; commands typed where one
 * would not expect them.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  freePort,
  openTerminal,
  processesWith,
  requires,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";

Deno.test("a workspace is the same by whatever link one comes", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  const link = `${workspace.home}/link`;
  await Deno.symlink(workspace.root, link);
  const byLink = (task: string): ReturnType<typeof workspace.exec> =>
    workspace.exec([Deno.execPath(), "run", "-A", `${link}/main.ts`, task]);
  const [before] = servicesOf(await workspace.run(["start", "--json"]));
  assert.equal((await byLink("clean")).code, 0);
  const [after] = servicesOf(await workspace.run(["status", "--json"]));
  assert.deepEqual(after, before);
  await Deno.stat(workspace.path(".venv/bin/python"));
  await Deno.stat(workspace.path(".hearth/logs/web.log"));
  assert.equal((await byLink("stop")).code, 0);
  const [gone] = servicesOf(await workspace.run(["status", "--json"]));
  assert.equal(gone?.state, "stopped");
});

Deno.test("a copy of a running workspace does not stop the original's services", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  const [before] = servicesOf(await workspace.run(["start", "--json"]));
  const copy = `${workspace.home}/copy`;
  await workspace.exec(["cp", "-r", workspace.root, copy]);
  const main = [Deno.execPath(), "run", "-A", `${copy}/main.ts`];
  assert.equal(
    (await workspace.exec([...main, "stop"], { cwd: copy })).code,
    0,
  );
  const [after] = servicesOf(await workspace.run(["status", "--json"]));
  assert.deepEqual(after, before);
});

Deno.test({
  ...requires(
    ["tmux"],
    "a directory whose name means something in URLs and formats works",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      name: "50%d #one? {x}",
      services: { web: service("serve.py", freePort()) },
    });
    const modes = ["background", "tmux"];
    for (const mode of modes) {
      const started = await workspace.run(["start", "--mode", mode]);
      assert.equal(started.code, 0, started.stderr);
      await waitFor(
        async () =>
          (await workspace.run(["logs"])).stdout.includes("serving on"),
        `the log in ${mode} mode`,
      );
      assert.equal((await workspace.run(["stop"])).code, 0);
    }
  },
});

Deno.test({
  ...requires(
    ["tmux"],
    "Ctrl-C through deno task ends what it started, in the foreground or waiting",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      services: {
        web: service("serve.py", freePort()),
        deaf: service("deaf.py", freePort()),
      },
    });
    const type = (...args: string[]): ReturnType<typeof openTerminal> =>
      openTerminal({
        command: [Deno.execPath(), "task", "start", ...args],
        cwd: workspace.root,
        env: workspace.env,
      });
    const cases: [string[], RegExp][] = [
      [["web", "--mode", "foreground"], /web \| serving on/],
      [["deaf"], /Starting deaf/],
    ];
    for (const [args, shown] of cases) {
      await using terminal = await type(...args);
      await terminal.waitForText(shown);
      await terminal.sendKeys("C-c");
      assert.equal(await terminal.waitForExit(), 130);
      const mark = ["HEARTH_WORKSPACE", workspace.root] as const;
      assert.deepEqual(await processesWith(...mark), []);
    }
  },
});

Deno.test({
  ...requires(
    ["tmux"],
    "stop typed in a service's own terminal stops them all",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      services: {
        shell: { command: ["sh", "-i"] },
        web: service("serve.py", freePort()),
      },
    });
    const started = await workspace.run(["start", "--mode", "tmux"]);
    assert.equal(started.code, 0, started.stderr);
    await using terminal = await openTerminal({
      command: [Deno.execPath(), "task", "attach", "shell"],
      cwd: workspace.root,
      env: workspace.env,
    });
    await terminal.waitForText(/[$#]/);
    await terminal.type(`${Deno.execPath()} task stop`);
    await terminal.sendKeys("Enter");
    await terminal.waitForExit();
    await waitFor(async () => {
      const status = await workspace.run(["status", "--json"]);
      return servicesOf(status).every(({ state }) => state === "stopped");
    }, "every service to be stopped");
  },
});

Deno.test("logs -f ends when its reader goes away", async () => {
  await using workspace = await tempWorkspace({
    services: {
      ticker: {
        command: ["sh", "-c", "while :; do echo tick; sleep 0.2; done"],
      },
    },
  });
  await workspace.run(["start"]);
  const main = `'${Deno.execPath()}' run -A main.ts logs -f | head -2`;
  const { code, stdout } = await workspace.exec(["sh", "-c", main]);
  assert.equal(code, 0);
  assert.equal(stdout, "tick\ntick\n");
});

Deno.test({
  ...requires(
    ["tmux"],
    "restart keeps each service's mode and prints one object",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      services: {
        one: service("serve.py", freePort()),
        two: service("serve.py", freePort()),
      },
    });
    await workspace.run(["start", "one"]);
    await workspace.run(["start", "two", "--mode", "tmux"]);
    const restarted = await workspace.run(["restart", "--json"]);
    assert.equal(servicesOf(restarted).length, 2, restarted.stderr);
    const attach = await workspace.run(["attach", "two"]);
    assert.match(attach.stderr, /there is no terminal/);
  },
});

Deno.test("restart leaves running what cannot be prepared anew", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  const [before] = servicesOf(await workspace.run(["start", "--json"]));
  await workspace.write("requirements.txt", "-r missing.txt\n");
  assert.equal((await workspace.run(["restart"])).code, 1);
  const [after] = servicesOf(await workspace.run(["status", "--json"]));
  assert.equal(after?.pid, before?.pid);
});

Deno.test("a foreground start of which one service fails leaves none", async () => {
  await using workspace = await tempWorkspace({
    services: {
      web: service("serve.py", freePort()),
      bad: service("quits.py", freePort()),
    },
  });
  const { code } = await workspace.run(["start", "--mode", "foreground"]);
  assert.equal(code, 1);
  assert.deepEqual(await processesWith("HOME", workspace.home), []);
});
