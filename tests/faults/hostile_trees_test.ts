/**
 * Services whose processes do all they can to outlive a stop: sessions of their
 * own, no environment, no parent, no output, ignored signals, storms of forks, a
 * port held by an orphan. HEARTH_HOSTILE_TREES says how many trees to grow,
 * HEARTH_HOSTILE_SEED which is the first.
 *
 * @module
 */
import assert from "node:assert/strict";
import { kernelMark } from "../../lib/services/processes/kernel_mark.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import {
  freePort,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";
import { servicesOf } from "../support/services/service_fixtures.ts";

const { proc } = denoSystem();
const TREES = Number(Deno.env.get("HEARTH_HOSTILE_TREES") ?? 8);
const SEED = Number(Deno.env.get("HEARTH_HOSTILE_SEED") ?? Date.now());
/** Trees that grow at the same time, each a service. */
const TOGETHER = 4;

Deno.test({
  name: "stop ends hostile trees of processes whole, and signals no stranger",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const ports = Array.from({ length: TOGETHER }, freePort);
    const names = ports.map((_, index) => `tree${index}`);
    await using workspace = await tempWorkspace({
      services: Object.fromEntries(names.map((name, index) => [name, {
        command: [
          ...["sh", "-c", 'exec python "$0" $(cat "$1") {port} "$PWD/$2"'],
          "tests/support/fixtures/hostile.py",
          `${name}.seed`,
          `${name}.ready`,
        ],
        port: ports[index] ?? 0,
        stopTimeout: 0.5,
      }])),
    });
    await using bystanders = await standBy(workspace);
    for (let first = 0; first < TREES; first += TOGETHER) {
      for (const [index, name] of names.entries()) {
        const seed = `${SEED + first + index}`;
        await workspace.write(`${name}.seed`, seed);
        await workspace.exec(["rm", "-rf", `${name}.ready`]);
      }
      const what = `seeds from ${SEED + first}`;
      const started = await workspace.run(["start", "--json"]);
      assert.equal(started.code, 0, `${what}: ${started.stderr}`);
      const [last] = servicesOf(started).slice(-1);
      await stopped(workspace, names.slice(0, -1), what);
      assert.ok(
        last?.pid && await proc.find(last.pid),
        `${what}: ${last?.pid}`,
      );
      await stopped(workspace, names.slice(-1), what);
      assert.deepEqual(await bystanders.signaled(), [], what);
    }
  },
});

/** Stops services and expects no process of them to be left. */
async function stopped(
  workspace: TempWorkspace,
  names: readonly string[],
  what: string,
): Promise<void> {
  const { code, stderr } = await workspace.run(["stop", ...names]);
  const left: string[] = [];
  for (const { pid, zombie } of await proc.list()) {
    const command = await proc.commandLine(pid) ?? "";
    const isOf = names.some((name) =>
      command.includes(`${workspace.root}/${name}.ready`)
    );
    if (!isOf || zombie) continue;
    left.push(`${pid} ${command}`);
    // The test fails, but nothing of it is to stay.
    proc.signal(pid, "SIGKILL");
  }
  assert.deepEqual(left, [], `${what}: ${stderr}`);
  assert.equal(code, 0, `${what}: ${stderr}`);
}

interface Bystanders extends AsyncDisposable {
  /** Signals that any of them got, and those that do not live any more. */
  signaled(): Promise<string[]>;
}

/** Programs that are like the services' processes in one way each. */
async function standBy(workspace: TempWorkspace): Promise<Bystanders> {
  const { HEARTH_RUN: _, ...env } = workspace.env;
  const program = ["python3", "tests/support/fixtures/bystander.py"];
  const foreign = {
    HEARTH_RUN: crypto.randomUUID(),
    HEARTH_SERVICE: "tree0",
    HEARTH_WORKSPACE: "/elsewhere",
    HEARTH_WORKSPACE_ID: "0:0:0",
  };
  const limited = `ulimit -S -f ${kernelMark(foreign.HEARTH_RUN)}; exec "$@"`;
  const kinds: [readonly string[], Readonly<Record<string, string>>][] = [
    [program, {}],
    [program, foreign],
    [["sh", "-c", limited, "sh", ...program], {}],
    [["sh", "-c", 'exec "$@" 3<workspace.ts', "sh", ...program], {}],
  ];
  const children = kinds.map(([command, more], index) => {
    const file = workspace.path(`bystander-${index}`);
    const [name = "", ...args] = [...command, file];
    const child = new Deno.Command(name, {
      args,
      cwd: workspace.root,
      env: { ...env, HOME: "/nonexistent", ...more },
      clearEnv: true,
      detached: index % 2 === 0,
      stdin: "null",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    return { child, file };
  });
  for (const { child } of children) {
    const reader = child.stdout.getReader();
    await reader.read();
    reader.releaseLock();
  }
  return {
    async signaled() {
      const found: string[] = [];
      for (const { child, file } of children) {
        const text = await Deno.readTextFile(file).catch(() => "");
        const info = await proc.find(child.pid);
        const isGone = info === undefined || info.zombie;
        if (text || isGone) found.push(`${file}: ${text} gone: ${isGone}`);
      }
      return found;
    },
    async [Symbol.asyncDispose]() {
      for (const { child } of children) {
        child.kill("SIGKILL");
        await child.stdout.cancel();
        await child.status;
      }
    },
  };
}
