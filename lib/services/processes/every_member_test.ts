import assert from "node:assert/strict";
import type { Claim } from "../claims/claim.ts";
import { adoptClaim } from "../claims/adopt_claim.ts";
import { workspacePaths } from "../../core/files/paths.ts";
import { everyMember } from "./every_member.ts";
import { kernelMark } from "./kernel_mark.ts";
import { markerVariables } from "./marker.ts";
import { scanProcesses } from "./process_scan.ts";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";

const RUN = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
const environment = markerVariables({
  workspace: "/project",
  workspaceId: "id",
  service: "web",
  run: RUN,
  port: undefined,
  since: "",
  socket: undefined,
});

/** A claim on the launch of process 10. */
async function claimOf(): Promise<Claim> {
  const system = fakeSystem({ processes: [{ pid: 10, environment }] });
  const scan = await scanProcesses(system);
  const claim = adoptClaim(workspacePaths("/project"), {
    identity: "id",
    scan,
    name: "web",
  });
  assert.ok(claim);
  return { ...claim, launchedAt: "50" };
}

Deno.test("everyMember() finds what only the kernel knows, with its children", async () => {
  const mark = kernelMark(RUN);
  const system = fakeSystem({
    processes: [
      { pid: 20, fileSizeLimit: mark * 512 },
      { pid: 21, parent: 20 },
      { pid: 22, fileSizeLimit: mark * 1024 },
      { pid: 30, fileSizeLimit: (mark + 1) * 512 },
      { pid: 31, fileSizeLimit: mark * 512, startTime: "49" },
      {
        pid: 32,
        fileSizeLimit: mark * 512,
        environment: { ...environment, HEARTH_RUN: "another" },
      },
      { pid: 33 },
    ],
  });
  const found = await everyMember(system, await claimOf());
  assert.deepEqual(found.map(({ pid }) => pid), [20, 21, 22]);
});

Deno.test("everyMember() looks at processes that are made during a look", async () => {
  const hidden = {
    pid: 102,
    fileSizeLimit: kernelMark(RUN) * 512,
    parent: 1,
    group: 102,
    session: 102,
    startTime: "99",
    zombie: false,
  };
  const { fs, proc } = fakeSystem({ processes: [hidden] });
  const newest = [100, 101, 103];
  const found = await everyMember({
    fs,
    proc: {
      ...proc,
      list: () => Promise.resolve([]),
      newestPid: () => Promise.resolve(newest.shift() ?? 103),
    },
  }, await claimOf());
  assert.deepEqual(found.map(({ pid }) => pid), [102]);
});

Deno.test("kernelMark() is exact, and larger than any file", () => {
  for (const run of [RUN, "ffffffff-ffff-ffff-ffff-ffffffffffff", "odd"]) {
    const bytes = kernelMark(run) * 1024;
    assert.ok(Number.isSafeInteger(kernelMark(run)));
    assert.ok(bytes >= 2 ** 60 && bytes < 2 ** 63);
  }
});
