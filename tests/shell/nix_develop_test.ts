/**
 * The flake's shells as Nix itself enters them, and its apps.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { SYSTEMS } from "../../lib/nix/nix_config.ts";
import {
  openTerminal,
  requires,
  type TempWorkspace,
} from "../support/harness.ts";
import { nixWorkspace } from "../support/flakes/nix_workspace.ts";

/** An `nvidia-smi` of a machine with a card. */
const NVIDIA_SMI = `#!/bin/sh
echo "NVIDIA GeForce RTX 4090, 550.54.14, 24564"
`;

/** A directory with a program. */
async function dirWith(
  workspace: TempWorkspace,
  name: string,
  text: string,
): Promise<string> {
  const dir = join(workspace.home, "more");
  await Deno.mkdir(dir);
  await Deno.writeTextFile(join(dir, name), text, { mode: 0o755 });
  return dir;
}

Deno.test({
  ...requires(
    ["nix", "uv", "git", "tmux"],
    "nix develop: banner, prompt, the user's rc, one exit",
  ),
  async fn() {
    await using nix = await nixWorkspace();
    const { workspace, env } = nix;
    await Deno.writeTextFile(
      join(workspace.home, ".bashrc"),
      "alias greet='echo hello from rc'\n",
    );
    const MORE_PATH = await dirWith(workspace, "nvidia-smi", NVIDIA_SMI);
    await using terminal = await openTerminal({
      command: ["nix", "develop", "--impure"],
      cwd: workspace.path("notebooks"),
      env: { ...workspace.env, ...env, MORE_PATH, TERM: "xterm" },
    });
    await terminal.waitForText(
      /GPU {5}CUDA: NVIDIA GeForce RTX 4090, 24 GiB, driver 550\.54\.14/,
    );
    await terminal.waitForText(/^\(\.venv\) \w+@[\w.-]+:.*notebooks[$#]$/m);
    await terminal.type("greet; clear; command -v python\n");
    await terminal.waitForText(/^\/.*\/\.venv\/bin\/python$/m);
    await terminal.type("exit 7\n");
    assert.equal(await terminal.waitForExit(), 7);
  },
});

Deno.test({
  ...requires(
    ["nix", "uv", "git"],
    "nix develop .#quiet -c prints what the command prints",
  ),
  async fn() {
    await using nix = await nixWorkspace();
    const { workspace, env } = nix;
    const run = (...args: string[]) =>
      workspace.exec(["nix", "develop", ...args], { env });
    const script =
      'import sys, six; print(sys.prefix, "LD_LIBRARY_PATH" in __import__("os").environ)';
    const first = await run(".#quiet", "-c", "python", "-c", script);
    assert.equal(first.code, 0, first.stderr);
    assert.equal(first.stdout, `${workspace.path(".venv")} False\n`);
    assert.equal((await run(".", "-c", "true")).code, 0);
    for (const shell of [".#quiet", "."]) {
      const again = await run(shell, "-c", "sh", "-c", "exit 5");
      assert.deepEqual([again.code, again.stdout, again.stderr], [5, "", ""]);
    }
    const known = await run("--impure", ".#quiet", "-c", "true");
    assert.deepEqual([known.code, known.stderr], [0, ""]);
  },
});

Deno.test({
  ...requires(
    ["nix", "uv", "git"],
    "libraries for wheels reach Python and no other program",
  ),
  async fn() {
    await using nix = await nixWorkspace();
    const { workspace, env } = nix;
    const python = [
      "import os, re",
      "maps = open('/proc/self/maps').read()",
      "wanted = os.environ['HEARTH_LIBRARIES'].split(':')",
      "print([os.path.realpath(p) in maps for p in wanted])",
    ].join("\n");
    await workspace.write("local.nix", "{ cudaSupport = true; }\n");
    const { code, stdout, stderr } = await workspace.run(
      ["shell", "--", "python", "-c", python],
      { env },
    );
    assert.equal(code, 0, stderr);
    // The driver's own are not on this machine, which is no error.
    assert.match(stdout, /^\[True, True, (True|False), (True|False)\]$/m);
    const host = await workspace.run(
      ["shell", "--", "sh", "-c", "grep -c gcc-host-lib /proc/self/maps; ls"],
      { env },
    );
    assert.match(host.stdout, /^0\n/);
  },
});

Deno.test({
  ...requires(["nix", "git"], "the flake evaluates for each of four systems"),
  async fn() {
    await using nix = await nixWorkspace();
    const { workspace, env } = nix;
    await workspace.write("local.nix", "{ cudaSupport = true; }\n");
    const packages = async (...args: string[]) => {
      const { code, stdout, stderr } = await workspace.exec([
        ...["nix", "eval", "--json", ".#devShells", ...args, "--apply"],
        "builtins.mapAttrs (_: builtins.mapAttrs (_: s: s.hearth.packages))",
      ], { env });
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout);
    };
    const usual = ["deno", "uv", "python3", "git", "tmux", "figlet"];
    const cuda = [
      ...["cudaPackages.cudatoolkit", "cudaPackages.cudnn", "ollama (cuda)"],
    ];
    const plain = await packages();
    const local = `path:${workspace.path("local.nix")}`;
    const asked = await packages("--override-input", "local", local);
    for (const system of SYSTEMS) {
      const more = system.endsWith("linux") ? cuda : [];
      assert.deepEqual(plain[system], { default: usual, quiet: usual });
      assert.deepEqual(asked[system].default, [...usual, ...more], system);
    }
  },
});

Deno.test({
  ...requires(["nix", "uv", "git"], "nix run .#start and .#stop"),
  async fn() {
    await using nix = await nixWorkspace();
    const { workspace, env } = nix;
    const run = (...args: string[]) =>
      workspace.exec(["nix", "run", ...args], {
        env,
        cwd: workspace.path("notebooks"),
      });
    const help = await run("..#start", "--", "--help");
    assert.match(help.stdout, /hearth start/, help.stderr);
    const started = await run("..#start");
    assert.equal(started.code, 0, started.stderr);
    const stopped = await run("..#stop");
    assert.equal(stopped.code, 0, stopped.stderr);
  },
});

Deno.test({
  ...requires(["nix", "uv", "git", "shellcheck"], "nix flake check passes"),
  async fn() {
    await using nix = await nixWorkspace();
    const { workspace, env } = nix;
    const command = ["nix", "flake", "check"];
    const { code, stderr } = await workspace.exec(command, { env });
    assert.equal(code, 0, stderr);
  },
});
