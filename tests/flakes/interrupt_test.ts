/**
 * `flakes` that is interrupted, killed, and started again.
 *
 * @module
 */
import assert from "node:assert/strict";
import { denoSystem } from "../../lib/system/deno.ts";
import { countingNix } from "../support/flakes/counting_nix.ts";
import { flake, flakeRepository } from "../support/flakes/flake_repository.ts";
import {
  openTerminal,
  requires,
  type TempWorkspace,
  tempWorkspace,
  waitFor,
} from "../support/harness.ts";

const ENDLESS = flake({
  shell: "x = let f = n: if n < 2 then n else f (n - 1) + f (n - 2);" +
    " in toString (f 90);",
});

/** A workspace, and a directory with a good flake and one that never ends. */
async function prepared(): Promise<
  { workspace: TempWorkspace; dir: string }
> {
  const workspace = await tempWorkspace();
  const { root, write } = await flakeRepository(workspace, "flakes");
  await write({ "good/flake.nix": flake(), "stuck/flake.nix": ENDLESS });
  return { workspace, dir: root };
}

/** Processes of Nix that belong to a workspace. */
async function nixOf({ root }: TempWorkspace): Promise<number[]> {
  const { proc } = denoSystem();
  const found: number[] = [];
  const { environments } = await proc.survey("NIX_USER_CONF_FILES");
  for (const [pid, variables] of environments) {
    if (!variables["NIX_USER_CONF_FILES"]?.startsWith(`${root}/`)) continue;
    const info = await proc.find(pid);
    if (info !== undefined && !info.zombie) found.push(pid);
  }
  return found;
}

/** Names of the directories that runs work in. */
async function works(workspace: TempWorkspace): Promise<string[]> {
  const dir = workspace.path(".hearth/flakes/work");
  return await Array.fromAsync(Deno.readDir(dir), ({ name }) => name);
}

function flakes(dir: string, ...args: string[]): string[] {
  return [
    ...["flakes", "--dir", dir, "--tier", "evaluate"],
    ...["--nixpkgs", "host", ...args],
  ];
}

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes ends every Nix when it is interrupted, and prints what is known",
  ),
  async fn() {
    const { workspace, dir } = await prepared();
    await using _ = workspace;
    await using child = workspace.spawn(flakes(dir, "--json"));
    await child.waitForText(/^good: passed$/m);
    await waitFor(
      async () => (await nixOf(workspace)).length > 0,
      "the evaluation that never ends",
    );
    child.signal("SIGINT");
    const { code, stdout } = await child.result;
    assert.equal(code, 130);
    const report = JSON.parse(stdout);
    assert.equal(report.interrupted, true);
    assert.deepEqual(
      report.revisions.map(({ name }: { name: string }) => name),
      ["good"],
    );
    assert.deepEqual(await nixOf(workspace), []);
    assert.deepEqual(await works(workspace), []);
  },
});

Deno.test({
  ...requires(
    ["nix", "git", "tmux"],
    "flakes shows a live line on a terminal, and Ctrl-C leaves a table",
  ),
  async fn() {
    const { workspace, dir } = await prepared();
    await using _ = workspace;
    const main = [Deno.execPath(), "run", "-A", workspace.path("main.ts")];
    await using terminal = await openTerminal({
      command: [...main, ...flakes(dir)],
      cwd: workspace.root,
      env: workspace.env,
    });
    await terminal.waitForText(/Testing 2 revisions .*1 tested, last good/);
    await terminal.sendKeys("C-c");
    assert.equal(await terminal.waitForExit(), 130);
    await terminal.waitForText(/good +passed\s+2 passed.*\(interrupted\)/);
    assert.deepEqual(await nixOf(workspace), []);
  },
});

Deno.test({
  ...requires(
    ["nix", "git"],
    "flakes goes on where a killed run was, and what that left ends by itself",
  ),
  async fn() {
    const { workspace, dir } = await prepared();
    await using _ = workspace;
    const nix = await countingNix(workspace);
    const args = flakes(dir, "--timeout", "2");
    await using child = workspace.spawn(args, { env: nix.env });
    await child.waitForText(/^good: passed$/m);
    await waitFor(
      async () => (await nixOf(workspace)).length > 0,
      "the evaluation that never ends",
    );
    child.signal("SIGKILL");
    // Its output stays open for as long as a Nix lives that has it.
    await waitFor(
      async () => (await nixOf(workspace)).length === 0,
      "the end of the evaluation that never ends",
    );
    await child.result;
    assert.equal((await works(workspace)).length, 1);

    await nix.runs();
    const again = await workspace.run(args, { env: nix.env });
    assert.equal(again.code, 1);
    assert.match(again.stdout, /good +passed/);
    const evaluated = (await nix.runs()).filter((line) =>
      /^nix eval/.test(line)
    );
    // The stuck one, and what is left behind it.
    assert.equal(evaluated.length, 2, evaluated.join("\n"));
    assert.deepEqual(await works(workspace), []);
  },
});
