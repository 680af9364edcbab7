/**
 * Entering on a terminal: each shell's prompt, completion, history and exit.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { executedPrograms } from "../support/shell/entry_fixtures.ts";
import {
  openTerminal,
  requires,
  type TempWorkspace,
  tempWorkspace,
  type TestTerminal,
} from "../support/harness.ts";

const PLACE = "it's a space";

/** Set up, in a directory with an odd name. */
async function readyWorkspace(): Promise<TempWorkspace> {
  const workspace = await tempWorkspace({ name: PLACE });
  assert.equal((await workspace.run(["setup"])).code, 0);
  return workspace;
}

async function enterOn(
  workspace: TempWorkspace,
  shell: string,
): Promise<TestTerminal> {
  return await openTerminal({
    // tmux would say that its own shell is the user's.
    command: ["env", `SHELL=${shell}`, workspace.path(".hearth/enter")],
    cwd: workspace.path("notebooks"),
    env: workspace.env,
  });
}

const home = (workspace: TempWorkspace, file: string, text: string) =>
  Deno.writeTextFile(join(workspace.home, file), text);

Deno.test({
  ...requires(["tmux", "uv"], "bash: banner, prompt, rc, completion, one exit"),
  async fn() {
    await using workspace = await readyWorkspace();
    await home(
      workspace,
      ".bashrc",
      "alias greet='echo hello from rc'\nPATH=/opt/mine:$PATH\nPS1=mine\n" +
        "set -o history\n",
    );
    await home(workspace, ".bash_history", "echo from history\n");
    await using terminal = await enterOn(workspace, "bash");
    await terminal.waitForText(/System {2}\w+-\w+/);
    await terminal.waitForText(/Python {2}3\.\d+\.\d+, 1 package; six can be/);
    await terminal.waitForText(/GPU {5}\S/);
    await terminal.waitForText(/Ollama.* \(\d+ s ago\)/);
    await terminal.waitForText(/^\(\.venv\) \w+@[\w.-]+:.*notebooks[$#]$/m);
    await terminal.type("greet\n");
    await terminal.waitForText(/^hello from rc$/m);
    await terminal.sendKeys("Up", "Up", "Enter");
    await terminal.waitForText(/^from history$/m);
    await terminal.type("clear; pyth\t -c 'import sys; print(sys.prefix)'\n");
    await terminal.waitForText(/^\/.*it's a space\/\.venv$/m);
    await terminal.type("exit 7\n");
    assert.equal(await terminal.waitForExit(), 7);
  },
});

Deno.test({
  ...requires(
    ["tmux", "uv", "strace"],
    "a terminal costs one process at most, and none while Ollama's answer is fresh",
  ),
  async fn() {
    await using workspace = await readyWorkspace();
    assert.equal((await workspace.run(["shell", "--look"])).code, 0);
    const trace = join(workspace.home, "trace");
    const programs = async (seconds: number): Promise<string[]> => {
      const at = Math.floor(Date.now() / 1000) - seconds;
      await workspace.write(".hearth/ollama", `${at}\nOllama line\n\n`);
      await using terminal = await openTerminal({
        command: [
          ...["env", "SHELL=bash", "strace", "-f", "-o", trace],
          ...["-e", "trace=execve", workspace.path(".hearth/enter")],
        ],
        cwd: workspace.root,
        env: workspace.env,
      });
      await terminal.waitForText(/Ollama line \(\d+ \w+ ago\)/);
      await terminal.waitForText(/^\(\.venv\) .*[$#]$/m);
      await terminal.type("exit\n");
      await terminal.waitForExit();
      return executedPrograms(await Deno.readTextFile(trace));
    };
    assert.deepEqual(await programs(0), ["enter", "bash"]);
    const stale = await programs(3600);
    assert.deepEqual(stale.filter((name) => name !== "nvidia-smi").sort(), [
      "bash",
      "deno",
      "enter",
      "hearth",
    ]);
  },
});

Deno.test({
  ...requires(["tmux", "uv"], "autostart starts the services at entry"),
  async fn() {
    await using workspace = await tempWorkspace();
    await workspace.write(
      "workspace.ts",
      `import { defineWorkspace } from "./lib/workspace/workspace.ts";
       export default defineWorkspace({
         name: "my own_home", python: { version: ">=3.11" }, autostart: true,
         services: { worker: { command: ["sleep", "3600"] } } });`,
    );
    assert.equal((await workspace.run(["setup"])).code, 0);
    await using terminal = await enterOn(workspace, "bash");
    await terminal.waitForText(/worker +running/);
    await terminal.type("exit\n");
    await terminal.waitForExit();
    assert.match((await workspace.run(["status"])).stdout, /worker +running/);
  },
});

Deno.test({
  ...requires(["tmux", "uv", "zsh"], "zsh: prompt, rc, completion, one exit"),
  async fn() {
    await using workspace = await readyWorkspace();
    await home(
      workspace,
      ".zshrc",
      "alias greet='echo hello from rc'\nPATH=/opt/mine:$PATH\n",
    );
    await using terminal = await enterOn(workspace, "zsh");
    await terminal.waitForText(/^\(\.venv\) \w+@[\w.-]+:.*notebooks[%#]$/m);
    await terminal.type("greet; echo ${ZDOTDIR-none}\n");
    await terminal.waitForText(/^hello from rc\nnone$/m);
    await terminal.type("clear; pyth\t -c 'import sys; print(sys.prefix)'\n");
    await terminal.waitForText(/^\/.*it's a space\/\.venv$/m);
    await terminal.type("exit 7\n");
    assert.equal(await terminal.waitForExit(), 7);
  },
});

Deno.test({
  ...requires(["tmux", "uv", "fish"], "fish: prompt, rc, one exit"),
  async fn() {
    await using workspace = await readyWorkspace();
    await Deno.mkdir(join(workspace.home, ".config/fish"), { recursive: true });
    // Otherwise its first start leaves a program that reads all manuals.
    await Deno.mkdir(
      join(workspace.home, ".local/share/fish/generated_completions"),
      { recursive: true },
    );
    await home(
      workspace,
      ".config/fish/config.fish",
      "alias greet='echo hello from rc'\nset -x PATH /opt/mine $PATH\n",
    );
    await using terminal = await enterOn(workspace, "fish");
    await terminal.waitForText(/\(\.venv\) .*notebooks[>#]/m);
    await terminal.type("greet\n");
    await terminal.waitForText(/^hello from rc$/m);
    await terminal.type("command -s python\n");
    await terminal.waitForText(/^.*it's a space\/\.venv\/bin\/python/m);
    await terminal.type("exit 7\n");
    assert.equal(await terminal.waitForExit(), 7);
  },
});

Deno.test({
  ...requires(["tmux", "uv"], "Ctrl-C during setup leaves a usable shell"),
  async fn() {
    await using workspace = await tempWorkspace({ name: PLACE });
    // A setup that waits for the user's patience to end.
    const dir = join(workspace.home, "bin");
    await Deno.mkdir(dir);
    await Deno.writeTextFile(
      join(dir, "deno"),
      '#!/bin/sh\ncase "$*" in *setup*) echo setting up; exec sleep 1000;; esac\n',
      { mode: 0o755 },
    );
    await using terminal = await openTerminal({
      command: ["bash", "--rcfile", "nix/hook.bash", "-i"],
      cwd: workspace.root,
      env: {
        ...workspace.env,
        PATH: `${dir}:${workspace.env.PATH}`,
        TERM: "xterm",
      },
    });
    await terminal.waitForText(/setting up/);
    await terminal.sendKeys("C-c");
    await terminal.waitForText(/There is no \.venv yet.*deno task setup/);
    await terminal.waitForText(/^\(\.venv\) .*[$#]$/m);
    await terminal.type("echo still $((40 + 2))\n");
    await terminal.waitForText(/still 42/);
    await terminal.type("exit\n");
    assert.equal(await terminal.waitForExit(), 0);
  },
});

Deno.test({
  ...requires(["tmux", "uv"], "Ctrl-C during setup goes on into .hearth/enter"),
  async fn() {
    await using workspace = await readyWorkspace();
    await workspace.write("requirements.txt", "six\n");
    const waiting = "echo setting up; exec sleep 1000";
    await workspace.write(
      "bin/deno",
      `#!/bin/sh\ncase "$*" in *setup*) ${waiting};; esac\n`,
    );
    await Deno.chmod(workspace.path("bin/deno"), 0o755);
    const PATH = `${workspace.path("bin")}:${workspace.env.PATH}`;
    await using terminal = await openTerminal({
      command: ["env", "SHELL=bash", workspace.path(".hearth/enter")],
      cwd: workspace.root,
      env: { ...workspace.env, PATH },
    });
    await terminal.waitForText(/setting up/);
    await terminal.sendKeys("C-c");
    await terminal.waitForText(/The earlier \.venv is active.*deno task setup/);
    await terminal.waitForText(/^\(\.venv\) .*[$#]$/m);
    await terminal.type("python -c 'import six; print(six.__name__)'\nexit\n");
    assert.equal(await terminal.waitForExit(), 0);
    assert.match(await terminal.screen(), /^six$/m);
  },
});

Deno.test({
  ...requires(["uv"], "a failing setup says what to do and leaves the rest"),
  async fn() {
    await using workspace = await tempWorkspace();
    await workspace.write("workspace.ts", "export default {};\n");
    const { code, stdout, stderr } = await workspace.exec([
      ...["bash", "--norc", "-c", ". nix/hook.bash; echo goes on"],
    ]);
    assert.equal(code, 0);
    assert.equal(stdout, "goes on\n");
    assert.match(stderr, /Cannot use workspace\.ts/);
    assert.match(stderr, /There is no \.venv yet\..*deno task setup/);
  },
});
