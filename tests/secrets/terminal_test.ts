/**
 * Secrets asked for on a real terminal.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  freePort,
  openTerminal,
  processesWith,
  requires,
  type TestTerminal,
} from "../support/harness.ts";
import {
  type SecretWorkspace,
  secretWorkspace,
} from "../support/workspaces/secret_workspace.ts";
import { service } from "../support/services/service_fixtures.ts";

const HIDDEN = /•{8}/;

/** A terminal with a shell, so that what a task leaves of it can be seen. */
async function shellIn(
  workspace: SecretWorkspace,
  env: Readonly<Record<string, string>> = {},
  command: readonly string[] = ["sh"],
): Promise<TestTerminal> {
  const terminal = await openTerminal({
    command,
    cwd: workspace.root,
    env: { ...workspace.env, ...env, PS1: "$? prompt> " },
    columns: 140,
  });
  await terminal.waitForText(/0 prompt>/);
  return terminal;
}

async function type(terminal: TestTerminal, line: string): Promise<void> {
  await terminal.type(line);
  await terminal.sendKeys("Enter");
}

const hearth = (workspace: SecretWorkspace, args: string): string =>
  `clear; '${Deno.execPath()}' run -A '${workspace.path("main.ts")}' ${args}`;

/** Stops the task as another program would. */
async function stopFromOutside({ home }: SecretWorkspace): Promise<void> {
  for (const { pid, command } of await processesWith("HOME", home)) {
    if (/main\.ts secret/.test(command)) Deno.kill(pid, "SIGSTOP");
  }
}

/** Whether what is typed shows: the terminal is as it was. */
async function assertSane(terminal: TestTerminal): Promise<void> {
  await type(terminal, "stty -a | tr ' ' '\\n' | grep -cx -e icanon -e echo");
  await terminal.waitForText(/^2\n0 prompt>/m);
  await type(terminal, "echo se''en");
  await terminal.waitForText(/^seen$/m);
}

Deno.test({
  ...requires(
    ["tmux"],
    "secret asks for what is missing, hidden, and says where to get it",
  ),
  async fn() {
    await using workspace = await secretWorkspace({
      secrets: {
        KEY: {
          prompt: "The key",
          help: "Ann makes them.",
          url: "https://keys.example/new",
        },
        SPARE: { prompt: "A spare", optional: true },
      },
    });
    {
      await using terminal = await shellIn(workspace);
      await type(terminal, hearth(workspace, "secret"));
      await terminal.waitForText(
        /Ann makes them\.\nSee https:\/\/keys\.example/,
      );
      await terminal.waitForText(/The key \(hidden; Enter skips\)/);
      await terminal.paste(workspace.secret);
      await terminal.waitForText(HIDDEN);
      await terminal.sendKeys("Enter");
      await terminal.waitForText(/Saved in \.env: KEY/);
      await terminal.waitForText(/A spare \(hidden/);
      await terminal.sendKeys("Enter");
      await terminal.waitForText(/Skipped SPARE\n0 prompt>/);
      await assertSane(terminal);
      assert.ok(!(await terminal.screen()).includes(workspace.secret));
    }
    assert.equal(await workspace.readEnv(), `KEY=${workspace.secret}\n`);
  },
});

Deno.test({
  ...requires(
    ["tmux"],
    "Ctrl-C at the question leaves .env and the terminal as they were",
  ),
  async fn() {
    await using workspace = await secretWorkspace();
    await workspace.write(".env", "A=1");
    await using terminal = await shellIn(workspace);
    for (const line of ["secret", "secret set KEY", "start --no-open"]) {
      await type(terminal, "clear; echo $((40 + 2))"); // no earlier question
      await terminal.waitForText(/^42$/m);
      await type(terminal, hearth(workspace, line));
      await terminal.waitForText(/\(hidden; Enter skips\)/);
      await terminal.paste(workspace.secret);
      await terminal.waitForText(HIDDEN);
      await terminal.sendKeys("C-c");
      await terminal.waitForText(/^130 prompt>/m);
      assert.ok(!(await terminal.screen()).includes(workspace.secret));
      await assertSane(terminal);
      assert.equal(await workspace.readEnv(), "A=1");
    }
  },
});

Deno.test({
  ...requires(
    ["tmux"],
    "a pasted value may bring its line end, and others nothing along",
  ),
  async fn() {
    await using workspace = await secretWorkspace();
    await using terminal = await shellIn(workspace);
    await type(terminal, hearth(workspace, "secret set KEY"));
    await terminal.waitForText(/hidden/);
    await terminal.paste(`${workspace.secret}\n`);
    await terminal.waitForText(/Saved in \.env: KEY[^]*0 prompt>/);
    assert.equal(await workspace.readEnv(), `KEY=${workspace.secret}\n`);
    await assertSane(terminal);
    // Control-J is what a line end is where it is not the Enter key.
    await type(terminal, hearth(workspace, "secret set KEY"));
    await terminal.waitForText(/hidden/);
    await terminal.type("other");
    await terminal.sendKeys("C-j");
    await terminal.waitForText(/Saved in \.env: KEY[^]*0 prompt>/);
    // Of a value with more lines nothing may reach the shell.
    await type(terminal, hearth(workspace, "secret set MORE"));
    await terminal.waitForText(/hidden/);
    const lines = `echo ${workspace.secret} ${"and more ".repeat(20)}\n`;
    await terminal.paste(`first\n${lines.repeat(40)}`);
    await terminal.waitForText(
      /Cannot accept more than one line here\n.*<FILE/,
    );
    await terminal.waitForText(/1 prompt>$/);
    await assertSane(terminal);
    assert.ok(!(await terminal.screen()).includes(workspace.secret));
  },
});

Deno.test({
  ...requires(
    ["tmux"],
    "a value that does not match, or does not work, is asked for again",
  ),
  async fn() {
    const good: string[] = [];
    await using server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      (request) => {
        const key = request.headers.get("x-api-key") ?? "";
        return new Response(null, { status: good.includes(key) ? 200 : 403 });
      },
    );
    const url = `http://127.0.0.1:${server.addr.port}/`;
    await using workspace = await secretWorkspace({
      secrets: {
        KEY: {
          prompt: "The key",
          pattern: "canary-.*",
          check: { url, headers: { "x-api-key": "{value}" } },
        },
      },
    });
    good.push(workspace.secret);
    await using terminal = await shellIn(workspace);
    await type(terminal, hearth(workspace, "secret KEY"));
    await terminal.waitForText(/hidden/);
    await type(terminal, "nonsense");
    await terminal.waitForText(
      /Invalid value: it does not match the pattern/,
    );
    await type(terminal, "canary-but-wrong");
    await terminal.waitForText(/KEY does not work: 127.* answered 403/);
    await terminal.waitForText(/answered 403[^]*The key \(hidden/);
    await terminal.paste(`${workspace.secret}\n`);
    await terminal.waitForText(/Checking KEY: works/);
    await terminal.waitForText(/Saved in \.env: KEY\n0 prompt>/);
    assert.doesNotMatch(await terminal.screen(), /nonsense|but-wrong/);
    assert.equal(await workspace.readEnv(), `KEY=${workspace.secret}\n`);
  },
});

Deno.test({
  ...requires(["tmux"], "start asks before services start, and Enter skips"),
  async fn() {
    await using workspace = await secretWorkspace({
      secrets: { KEY: { prompt: "The key" }, PIN: { prompt: "The pin" } },
      services: {
        web: service("serve.py", freePort()),
        told: {
          command: [
            "sh",
            "-c",
            'echo "pin ${PIN:-none} ${#KEY}"; exec sleep 99',
          ],
        },
      },
    });
    {
      await using terminal = await shellIn(workspace);
      await type(terminal, hearth(workspace, "start --no-open"));
      await terminal.waitForText(/The key \(hidden; Enter skips\)/);
      assert.doesNotMatch(await terminal.screen(), /Starting/);
      await terminal.paste(`${workspace.secret}\n`);
      await terminal.waitForText(/The pin \(hidden/);
      await terminal.sendKeys("Enter");
      await terminal.waitForText(/Missing: PIN\. To set: deno task secret/);
      await terminal.waitForText(/web +running[^]*0 prompt>/);
    }
    const { stdout } = await workspace.run(["logs", "told"]);
    assert.equal(stdout, `pin none ${workspace.secret.length}\n`);
  },
});

Deno.test({
  ...requires(
    ["tmux"],
    "Ctrl-Z gives the shell its terminal, and fg goes on with the question",
  ),
  async fn() {
    await using workspace = await secretWorkspace();
    await using terminal = await shellIn(workspace, {}, [
      "bash",
      "--norc",
      "-i",
    ]);
    const ways: (readonly [string, () => Promise<void>])[] = [
      [hearth(workspace, "secret set KEY"), () => terminal.sendKeys("C-z")],
      [
        `clear; '${Deno.execPath()}' task -q secret set KEY`,
        () => terminal.sendKeys("C-z"),
      ],
      [hearth(workspace, "secret set KEY"), () => stopFromOutside(workspace)],
    ];
    for (const [line, stop] of ways) {
      await type(terminal, line);
      await terminal.waitForText(/hidden/);
      await terminal.type("first");
      await terminal.waitForText(/•{5}/);
      for (let time = 0; time < 2; time++) {
        await stop();
        await terminal.waitForText(/Stopped/);
        await assertSane(terminal);
        // The question on the screen must not be taken for the one that comes.
        await type(terminal, "clear; echo cle''ar");
        await terminal.waitForText(/^clear\n(?![^]*hidden)/m);
        await type(terminal, "fg");
        await terminal.waitForText(/hidden/);
      }
      await terminal.paste(workspace.secret);
      await terminal.waitForText(/•{20}/);
      await terminal.sendKeys("Enter");
      await terminal.waitForText(/Saved in \.env: KEY/);
      await terminal.waitForText(/0 prompt>/);
      await assertSane(terminal);
      assert.equal(await workspace.readEnv(), `KEY=first${workspace.secret}\n`);
      await Deno.remove(workspace.path(".env"));
    }
    // A question with yes and no for an answer.
    await workspace.write(".env", `KEY=${workspace.secret}\n`);
    await Deno.chmod(workspace.path(".env"), 0o644);
    await type(terminal, hearth(workspace, "secret check"));
    await terminal.waitForText(/Fix it\?/);
    await terminal.sendKeys("C-z");
    await terminal.waitForText(/Stopped/);
    await type(terminal, "clear; echo cle''ar");
    await terminal.waitForText(/^clear\n(?![^]*Fix it)/m);
    await type(terminal, "fg");
    await terminal.waitForText(/Fix it\?/);
    await terminal.sendKeys("Enter");
    await terminal.waitForText(/Fixed: \.env has mode 644[^]*0 prompt>/);
  },
});
