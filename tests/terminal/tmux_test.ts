/**
 * Services in tmux, on a private socket.
 *
 * @module
 */
import assert from "node:assert/strict";
import { tmuxSocket } from "../../lib/services/launch/tmux.ts";
import { workspaceIdentity } from "../../lib/services/claims/workspace_identity.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import {
  freePort,
  openTerminal,
  processesWith,
  requires,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";

/** A service that talks to its terminal. */
const ECHO = {
  command: [
    "sh",
    "-c",
    'echo "secret is $SECRET"; while read -r line; do echo "heard: $line"; done',
  ],
};

Deno.test({
  ...requires(["tmux"], "start --mode tmux, attach, type, detach, stop"),
  async fn() {
    await using workspace = await tempWorkspace({
      name: "with space ü",
      services: { talk: ECHO, web: service("serve.py", freePort()) },
      files: { ".env": "SECRET=from-the-file\n" },
    });
    const started = await workspace.run(["start", "--mode", "tmux", "--json"]);
    assert.equal(started.code, 0, started.stderr);
    assert.deepEqual(servicesOf(started).map(({ state }) => state), [
      "running",
      "running",
    ]);
    const attach = ["run", "-A", workspace.path("main.ts"), "attach", "talk"];
    {
      await using terminal = await openTerminal({
        command: [Deno.execPath(), ...attach],
        cwd: workspace.root,
        env: workspace.env,
      });
      await terminal.waitForText(/secret is from-the-file/);
      await terminal.type("good day");
      await terminal.sendKeys("Enter");
      await terminal.waitForText(/heard: good day/);
      await terminal.sendKeys("C-b", "d");
      assert.equal(await terminal.waitForExit(), 0);
    }
    await waitFor(
      async () =>
        (await workspace.run(["logs", "talk"])).stdout.includes(
          "heard: good day",
        ),
      "the log of what was typed",
    );
    for (const { command } of await processesWith("HOME", workspace.home)) {
      assert.doesNotMatch(command, /from-the-file/);
    }
    const stopped = await workspace.run(["stop"]);
    assert.equal(stopped.code, 0, stopped.stderr);
    assert.deepEqual(await processesWith("HOME", workspace.home), []);
    const identity = await workspaceIdentity({
      system: denoSystem(),
      paths: workspace,
    });
    const socket = await tmuxSocket(identity, "talk");
    await assert.rejects(Deno.stat(socket), Deno.errors.NotFound);
    await assert.rejects(Deno.stat(socket.replace(/\/talk$/, "")));
  },
});

Deno.test({
  ...requires(["tmux"], "stop leaves the user's own tmux server alone"),
  async fn() {
    await using workspace = await tempWorkspace({
      services: { talk: ECHO },
    });
    const own = (...args: string[]): ReturnType<typeof workspace.exec> =>
      workspace.exec(["tmux", "-L", "own", ...args], {
        env: { TMUX_TMPDIR: workspace.home },
      });
    await own("new-session", "-d", "-s", "talk");
    await workspace.run(["start", "--mode", "tmux"]);
    await workspace.run(["stop"]);
    const sessions = await own("list-sessions", "-F", "#{session_name}");
    assert.equal(sessions.stdout, "talk\n");
    await own("kill-server");
    await waitFor(
      async () => (await processesWith("HOME", workspace.home)).length === 0,
      "the end of the user's tmux",
    );
  },
});

Deno.test("attach says how to get what it cannot do", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  const idle = await workspace.run(["attach", "web"]);
  assert.equal(idle.code, 1);
  assert.match(
    idle.stderr,
    /is not running\nStart it first: deno task start web --mode tmux/,
  );
  await workspace.run(["start"]);
  const background = await workspace.run(["attach", "web"]);
  assert.equal(background.code, 1);
  assert.match(background.stderr, /is not running in tmux\n.*logs -f web/);
});
