import assert from "node:assert/strict";
import {
  darwinProcesses,
  parsePs,
  parsePsEnvironments,
  parsePsUsage,
} from "./darwin_processes.ts";
import { denoProcesses } from "./deno_processes.ts";

// As macOS 15 prints them; `sess` is 0 or an address there.
const PS = [
  "    1     0     1      0 Ss   Mon Nov 16 09:12:01 2026",
  "  812     1   812      0 S    Sat Nov 21 03:45:58 2026",
  "  813   812   812 3f2a1b Z    Sat Nov  7 03:45:59 2026",
].join("\n");

Deno.test("parsePs() reads ids, start times and zombies", () => {
  const [, server, zombie] = parsePs(PS);
  assert.deepEqual(server, {
    pid: 812,
    parent: 1,
    group: 812,
    session: 812,
    startTime: "Sat Nov 21 03:45:58 2026",
    zombie: false,
  });
  assert.equal(zombie?.zombie, true);
  assert.equal(zombie?.startTime, "Sat Nov 7 03:45:59 2026");
});

Deno.test("parsePsEnvironments() reads the variables behind a command", () => {
  const text =
    "  812 python server.py HEARTH_RUN=a-b HEARTH_WORKSPACE=/Users/me/my work PATH=/bin:/usr/bin\n" +
    "    1 /sbin/launchd\n";
  const found = parsePsEnvironments(text);
  assert.equal(found.get(812)?.HEARTH_RUN, "a-b");
  assert.equal(found.get(812)?.HEARTH_WORKSPACE, "/Users/me/my work");
  assert.deepEqual(found.get(1), {});
});

Deno.test("parsePsUsage() reads hours, minutes and hundredths", () => {
  const text = "  12   2048   0:01.25\n 345 10 1:02:03.00\n  x y z\n";
  assert.deepEqual([...parsePsUsage(text)], [
    [12, { memory: 2048 * 1024, cpuMs: 1250 }],
    [345, { memory: 10 * 1024, cpuMs: 3_723_000 }],
  ]);
});

Deno.test({
  name: "darwinProcesses() finds this process with a real ps",
  ignore: Deno.build.os === "windows",
  async fn() {
    const { run } = denoProcesses("linux");
    const table = darwinProcesses(run);
    const self = await table.find(Deno.pid);
    assert.equal(self?.pid, Deno.pid);
    assert.equal(self?.parent, Deno.ppid);
    const listed = await table.list();
    const again = listed.find(({ pid }) => pid === Deno.pid);
    assert.equal(again?.startTime, self?.startTime);
  },
});
