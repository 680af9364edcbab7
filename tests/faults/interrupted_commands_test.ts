/**
 * Commands that are killed at any moment: what the next one says is true.
 *
 * `HEARTH_KILL_ROUNDS` sets the number of rounds, `HEARTH_KILL_SEED` what
 * happens in them.
 *
 * @module
 */
import assert from "node:assert/strict";
import { eventService } from "../support/services/event_service.ts";
import { service, servicesOf } from "../support/services/service_fixtures.ts";
import {
  freePort,
  processesWith,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import { randomNumbers } from "../support/random_numbers.ts";

const ROUNDS = Number(Deno.env.get("HEARTH_KILL_ROUNDS") ?? 12);
const SEED = Number(Deno.env.get("HEARTH_KILL_SEED") ?? 2121);
/** Milliseconds for which a statement has to hold. */
const HOLDS_MS = 1200;
/** Milliseconds within which a command is killed: it takes less. */
const LATEST_MS = 900;

const COMMANDS = ["start", "stop", "restart", "setup"] as const;
const SIGNALS = ["SIGKILL", "SIGKILL", "SIGINT", "SIGTERM", "SIGHUP"] as const;
const NAMES = [[], [], ["db"], ["api"], ["web"]] as const;
const LOOKS = ["status", "status", "start", "stop"] as const;

const { proc } = denoSystem();

async function isAlive(pid: number | null): Promise<boolean> {
  const info = pid === null ? undefined : await proc.find(pid);
  return info !== undefined && !info.zombie;
}

/** Living processes of a service of the workspace. */
async function processesOf(
  { home }: TempWorkspace,
  name: string,
): Promise<number[]> {
  const found = await processesWith("HOME", home);
  const marked = await Promise.all(found.map(async ({ pid }) => {
    const environment = await proc.environment(pid);
    return environment?.HEARTH_SERVICE === name ? [pid] : [];
  }));
  return marked.flat();
}

/** Runs a command that says what is, and holds it to that. */
async function look(
  workspace: TempWorkspace,
  command: typeof LOOKS[number],
): Promise<void> {
  const result = await workspace.run([command, "--json"]);
  if (command === "stop") {
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual(await processesWith("HOME", workspace.home), []);
    return;
  }
  const services = servicesOf(result);
  if (command === "start") {
    assert.equal(result.code, 0, result.stderr);
    const states = services.map(({ state }) => state);
    assert.deepEqual(states, services.map(() => "running"), result.stdout);
  }
  await new Promise((resolve) => setTimeout(resolve, HOLDS_MS));
  for (const { name, state, pid } of services) {
    const said = `${name} was said to be ${state}`;
    if (state === "running" || state === "starting") {
      assert.ok(await isAlive(pid), `${said}, but ${pid} is gone`);
    } else if (state !== "stopping") {
      assert.deepEqual(await processesOf(workspace, name), [], said);
    }
    assert.notEqual(state, "failed", `${said}: ${result.stdout}`);
  }
}

Deno.test(`whatever is killed, the next command knows what is (seed ${SEED})`, async () => {
  await using workspace = await tempWorkspace({
    services: {
      web: service("serve.py", freePort(), { dependsOn: ["api"] }),
      api: eventService("api", {
        dependsOn: ["db"],
        before: [["sleep", "0.1"]],
        restart: "on-failure",
      }),
      // It takes its time to end.
      db: {
        command: [
          "sh",
          "-c",
          "trap 'sleep 1; exit 0' TERM; echo up; while :; do sleep 0.05; done",
        ],
        ready: { log: "^up$" },
      },
    },
  });
  const random = randomNumbers(SEED);
  const pick = <T>(list: readonly T[]): T =>
    list[Math.floor(random() * list.length)] as T;
  const first = await workspace.run(["start"]);
  assert.equal(first.code, 0, first.stderr);
  const stranger = new Deno.Command("sleep", { args: ["3600"] }).spawn();
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const command = pick(COMMANDS);
      const names = command === "setup" ? [] : pick(NAMES);
      const signal = pick(SIGNALS);
      const after = Math.round(random() * LATEST_MS);
      const next = pick(LOOKS);
      const what =
        `round ${round}: ${command} ${names} ${signal} ${after} ms, ${next}`;
      const child = workspace.spawn([command, ...names]);
      await new Promise((resolve) => setTimeout(resolve, after));
      child.signal(signal);
      await child.result;
      try {
        await look(workspace, next);
      } catch (cause) {
        throw new Error(what, { cause });
      }
    }
    await look(workspace, "stop");
    assert.ok(await isAlive(stranger.pid), "a stranger was signaled");
    const run = workspace.path(".hearth/run");
    const left = (await Array.fromAsync(Deno.readDir(run)))
      .map(({ name }) => name)
      .filter((name) => name !== "jupyter" && name !== "addresses");
    assert.deepEqual(left, []);
  } finally {
    stranger.kill("SIGKILL");
    await stranger.status;
  }
});
