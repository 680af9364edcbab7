import assert from "node:assert/strict";
import type { Marker } from "./marker.ts";
import { membersOf, type ProcessScan } from "./process_scan.ts";
import type { ProcessInfo } from "../../system/mod.ts";

const RUN = { run: "r1", pid: 100, startTime: "t100", bootId: "boot" };

function process(
  pid: number,
  parent: number,
  { group = pid, startTime = `t${pid}` }: {
    readonly group?: number;
    readonly startTime?: string;
  } = {},
): ProcessInfo {
  return { pid, parent, group, session: group, startTime, zombie: false };
}

function mark(run: string): Marker {
  return {
    workspace: "/w",
    workspaceId: "1:2:3",
    service: "s",
    run,
    port: undefined,
    since: "",
    socket: undefined,
  };
}

function scan(
  processes: ProcessInfo[],
  marks: Record<number, string> = {},
  self = 1,
): ProcessScan {
  const markers = new Map(
    Object.entries(marks).map(([pid, run]) => [Number(pid), mark(run)]),
  );
  return { processes, markers, bootId: "boot", self };
}

function pids(found: ProcessScan, run = RUN): number[] {
  return membersOf(found, run).map(({ pid }) => pid);
}

Deno.test("membersOf() takes the leader's group, session, children and marks", () => {
  const found = scan([
    process(100, 1),
    process(101, 100, { group: 100 }), // a worker
    process(102, 100), // a kernel: own session, child
    process(103, 102), // the kernel's child
    process(104, 1), // a daemon: only its mark shows it
    process(200, 1), // a stranger
  ], { 104: "r1" });
  assert.deepEqual(pids(found), [100, 101, 102, 103, 104]);
});

Deno.test("membersOf() takes a leader that is in another's group", () => {
  const found = scan([
    process(100, 1, { group: 99 }),
    process(101, 100, { group: 99 }),
    process(102, 1, { group: 99 }), // not of the launch
  ]);
  assert.deepEqual(pids(found), [100, 101]);
});

Deno.test("membersOf() never takes a pid that was given to another program", () => {
  const found = scan([
    process(100, 1, { startTime: "later" }),
    process(101, 100, { group: 100 }),
  ]);
  assert.deepEqual(pids(found), []);
});

Deno.test("membersOf() finds nothing of an earlier boot", () => {
  const found = scan([process(100, 1)], { 100: "r1" });
  assert.deepEqual(pids(found, { ...RUN, bootId: "earlier" }), []);
});

Deno.test("membersOf() leaves out another launch with its children, and Hearth", () => {
  const found = scan(
    [
      process(100, 1),
      process(110, 100), // another workspace, started from a terminal in Jupyter
      process(111, 110),
      process(120, 100), // the shell from which `stop` was typed
      process(121, 120), // `stop`
    ],
    { 100: "r1", 110: "r2", 111: "r2", 120: "r1", 121: "r1" },
    121,
  );
  assert.deepEqual(pids(found), [100, 120]);
});
