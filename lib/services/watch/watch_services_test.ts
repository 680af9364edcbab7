import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import {
  PATHS,
  plantClaim,
} from "../../../tests/support/fake/fake_workspace.ts";
import { findServices, type Found } from "../status/service_status.ts";
import { kernelMark } from "../processes/kernel_mark.ts";
import { scanProcesses } from "../processes/process_scan.ts";
import { serviceFacts } from "./service_facts.ts";
import { liveLine, type LiveService, liveTable } from "./live_table.ts";
import { watchServices } from "./watch_services.ts";
import type { System } from "../../system/mod.ts";

const LOG = `${PATHS.logs}/web.log`;
const MB = 1_000_000;

async function found(
  system: Pick<System, "fs" | "proc" | "net">,
): Promise<Found> {
  const [web] = await findServices(
    { system, paths: PATHS },
    await scanProcesses(system),
    ["web"],
  );
  assert.ok(web);
  return web;
}

Deno.test("serviceFacts() adds up every process and shows the last line", async () => {
  const processes = [
    {
      pid: 4711,
      usage: { memory: 10 * MB, cpuMs: 500 },
      commandLine: "python server.py",
    },
    { pid: 4712, parent: 4711, usage: { memory: 5 * MB, cpuMs: 20 } },
    { pid: 9, usage: { memory: MB, cpuMs: 1 } },
  ];
  const text = `begin\n${"\x1b[32m"}ready${"\x07\x1b[0m"}\n\n`;
  const system = fakeSystem({ processes, files: { [LOG]: text } });
  await plantClaim(system, "web", { readyMs: 300, log: LOG });
  assert.deepEqual(await serviceFacts(system, await found(system)), {
    processes: [
      {
        pid: 4711,
        memory: 10 * MB,
        cpuMs: 500,
        command: "python server.py",
      },
      { pid: 4712, memory: 5 * MB, cpuMs: 20, command: "" },
    ],
    memory: 15 * MB,
    cpuMs: 520,
    lastLine: "ready",
    containment: { mark: "environment", scope: null, signals: "pidfd" },
  });
});

Deno.test("serviceFacts() names the kernel's mark where a process has it", async () => {
  const run = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
  const fileSizeLimit = kernelMark(run) * 512;
  const processes = [
    { pid: 4711, fileSizeLimit, usage: { memory: MB, cpuMs: 1 } },
    { pid: 77, fileSizeLimit, usage: { memory: MB, cpuMs: 1 } },
  ];
  const system = fakeSystem({ processes });
  await plantClaim(system, "web", { run });
  const facts = await serviceFacts(system, await found(system));
  assert.equal(facts.containment?.mark, "kernel");
  assert.deepEqual(facts.processes.map(({ pid }) => pid), [4711, 77]);
});

Deno.test("watchServices() shows percent of a processor, however long it slept", async () => {
  const usage = { memory: MB, cpuMs: 100 };
  const system = fakeSystem({ processes: [{ pid: 4711, usage }] });
  await plantClaim(system, "web", { readyMs: 300 });
  const shown: LiveService[] = [];
  const controller = new AbortController();
  await watchServices(system, {
    signal: controller.signal,
    look: async () => [await found(system)],
    show: ([web]) => {
      assert.ok(web);
      shown.push(web);
      usage.cpuMs += 250;
      // The machine sleeps for 29 seconds after the second look.
      if (shown.length === 2) system.clock.advance(29_000);
      return shown.length < 3;
    },
  });
  assert.deepEqual(shown.map(({ cpu }) => cpu), [null, 25, 250 / 300]);
});

Deno.test("liveTable() has a row for each service, without what is not known", () => {
  const now = Date.UTC(2026, 0, 1);
  const web: LiveService = {
    name: "web",
    state: "running",
    pid: 4711,
    port: 5001,
    url: null,
    log: LOG,
    readyMs: 300,
    since: new Date(now - 90_000).toISOString(),
    restarts: 2,
    processes: [],
    memory: 15 * MB,
    cpuMs: 520,
    cpu: 3.14,
    lastLine: "ready",
    containment: null,
  };
  const idle: LiveService = {
    ...web,
    name: "jupyter",
    state: "stopped",
    pid: null,
    since: null,
    restarts: 0,
    lastLine: null,
  };
  assert.equal(
    liveTable([web, idle], now),
    [
      "SERVICE  STATE                  UP          MEMORY  CPU    LAST LINE",
      "web      running (restarts: 2)  1 min 30 s  15 MB   3.1 %  ready",
      "jupyter  stopped",
    ].join("\n"),
  );
  assert.equal(liveLine(idle, now), "jupyter  stopped");
});
