/**
 * What a person sees: live lines, foreground logs, opened pages; and what is
 * left of it without a terminal.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  freePort,
  openTerminal,
  processesWith,
  requires,
  type TempWorkspace,
  tempWorkspace,
  type TestTerminal,
  waitFor,
} from "../support/harness.ts";
import { service } from "../support/services/service_fixtures.ts";

/** A browser that writes down what it was asked to open. */
const BROWSER = '#!/bin/sh\necho "$1" >>"$HOME/opened"\n';

async function withBrowser(workspace: TempWorkspace): Promise<string> {
  const path = `${workspace.home}/browser`;
  await Deno.writeTextFile(path, BROWSER, { mode: 0o755 });
  return path;
}

async function opened(workspace: TempWorkspace): Promise<string[]> {
  try {
    const text = await Deno.readTextFile(`${workspace.home}/opened`);
    return text.trimEnd().split("\n").sort();
  } catch {
    return [];
  }
}

async function terminalFor(
  workspace: TempWorkspace,
  args: string[],
  env: Record<string, string> = {},
): Promise<TestTerminal> {
  return await openTerminal({
    command: [Deno.execPath(), "run", "-A", workspace.path("main.ts"), ...args],
    cwd: workspace.root,
    env: { ...workspace.env, ...env },
    columns: 140,
  });
}

Deno.test({
  ...requires(["tmux"], "start opens each marked page once, when it is ready"),
  async fn() {
    await using workspace = await tempWorkspace({
      services: {
        one: service("serve.py", freePort(), { open: "/one" }),
        two: service("serve.py", freePort()),
        hidden: {
          command: ["python", "tests/support/fixtures/serve.py", "{port}"],
          port: freePort(),
        },
      },
    });
    const env = { BROWSER: await withBrowser(workspace) };
    for (let round = 0; round < 2; round++) {
      await using terminal = await terminalFor(workspace, ["start"], env);
      assert.equal(await terminal.waitForExit(), 0);
    }
    await waitFor(
      async () => (await opened(workspace)).length >= 2,
      "two pages",
    );
    const urls = await opened(workspace);
    assert.equal(urls.length, 2);
    assert.ok(urls.some((url) => url.endsWith("/one")));

    await using again = await terminalFor(workspace, ["restart"], env);
    assert.equal(await again.waitForExit(), 0);
    await using asked = await terminalFor(workspace, ["open", "two"], env);
    assert.equal(await asked.waitForExit(), 0);
    await waitFor(
      async () => (await opened(workspace)).length === 3,
      "open two",
    );
  },
});

Deno.test({
  ...requires(
    ["tmux"],
    "--no-open, no display and SSH print addresses instead",
  ),
  async fn() {
    const port = freePort();
    await using workspace = await tempWorkspace({
      services: { web: service("serve.py", port) },
    });
    const env = { BROWSER: await withBrowser(workspace) };
    {
      await using terminal = await terminalFor(workspace, [
        "start",
        "--no-open",
      ], env);
      await terminal.waitForText(new RegExp(`http://127.0.0.1:${port}/`));
      assert.equal(await terminal.waitForExit(), 0);
    }
    await workspace.run(["stop"]);
    {
      await using terminal = await terminalFor(workspace, ["start"]);
      await terminal.waitForText(/No display: open the pages yourself/);
    }
    await workspace.run(["stop"]);
    {
      await using terminal = await terminalFor(workspace, ["start"], {
        SSH_CONNECTION: "192.0.2.7 50000 192.0.2.9 22",
        USER: "ann",
      });
      await terminal.waitForText(
        new RegExp(`ssh -L ${port}:127.0.0.1:${port} ann@192.0.2.9`),
      );
    }
    assert.deepEqual(await opened(workspace), []);
  },
});

Deno.test({
  ...requires(
    ["tmux"],
    "foreground merges logs under names; Ctrl-C ends all with 130",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      services: {
        web: service("serve.py", freePort()),
        ticker: {
          command: ["sh", "-c", "while :; do echo tick; sleep 1; done"],
        },
      },
    });
    await using terminal = await terminalFor(workspace, [
      "start",
      "--mode",
      "foreground",
    ]);
    await terminal.waitForText(/web {4}\| serving on/);
    await terminal.waitForText(/ticker \| tick/);
    const status = await workspace.run(["status"]);
    assert.match(status.stdout, /web\s+running/);
    await terminal.sendKeys("C-c");
    assert.equal(await terminal.waitForExit(), 130);
    const left = await processesWith("HEARTH_WORKSPACE", workspace.root);
    assert.deepEqual(left, []);
  },
});

Deno.test("foreground ends with 0 when stop ends the services, 1 when they fall", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  {
    await using foreground = workspace.spawn(["start", "--mode", "foreground"]);
    await foreground.waitForText(/web \| serving on/);
    // Deno would open its debugger.
    foreground.signal("SIGUSR1");
    assert.equal((await workspace.run(["stop"])).code, 0);
    const { code, stderr } = await foreground.result;
    assert.equal(code, 0);
    assert.doesNotMatch(stderr, /Debugger/);
  }
  await using foreground = workspace.spawn(["start", "--mode", "foreground"]);
  await foreground.waitForText(/web \| serving on/);
  const [web] = await processesWith("HEARTH_SERVICE", "web")
    .then((all) =>
      all.filter(({ command }) => command.includes(workspace.root))
    );
  Deno.kill(web?.pid ?? 0, "SIGKILL");
  const { code, stderr } = await foreground.result;
  assert.equal(code, 1);
  assert.match(stderr, /web exited/);
});

Deno.test({
  ...requires(
    ["tmux"],
    "a terminal gets live lines and color; a pipe gets neither",
  ),
  async fn() {
    await using workspace = await tempWorkspace({
      services: {
        web: service("serve.py", freePort()),
        worker: { command: ["sleep", "3600"] },
      },
    });
    {
      await using terminal = await terminalFor(workspace, ["start"]);
      await terminal.waitForText(/✔ Starting web: ready \d+\.\d s/);
      assert.equal(await terminal.waitForExit(), 0);
      assert.doesNotMatch(await terminal.screen(), /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
    }
    await workspace.run(["stop"]);
    const { stderr, stdout } = await workspace.run(["start"]);
    // deno-lint-ignore no-control-regex -- ESC begins escape sequences
    assert.doesNotMatch(stderr + stdout, /\x1b|⠋|✔/);
    assert.match(stderr, /^Starting web \.\.\.\nStarting worker \.\.\.\n/);
    assert.match(stderr, /^Starting web: ready \(\d+\.\d s\)$/m);
    await workspace.run(["stop"]);
    await using plain = await terminalFor(workspace, ["start"], {
      NO_COLOR: "1",
    });
    await plain.waitForText(/Starting web: ready/);
    assert.doesNotMatch(await plain.screen(), /✔/);
  },
});

Deno.test("logs -f follows across a restart until it is interrupted", async () => {
  await using workspace = await tempWorkspace({
    services: { web: service("serve.py", freePort()) },
  });
  await workspace.run(["start"]);
  await using logs = workspace.spawn(["logs", "-f"]);
  await logs.waitForText(/serving on/);
  await workspace.run(["restart"]);
  await logs.waitForText(/serving on[\s\S]*serving on/);
  logs.signal("SIGINT");
  assert.equal((await logs.result).code, 130);
});
