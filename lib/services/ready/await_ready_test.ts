import assert from "node:assert/strict";
import { fakeSystem } from "../../../tests/support/fake/fake_system.ts";
import {
  fakeWorkspace,
  PATHS,
  plantClaim,
} from "../../../tests/support/fake/fake_workspace.ts";
import { readClaim } from "../claims/claim.ts";
import { shellStatePath } from "../loop/service_shell.ts";
import { awaitReady } from "./await_ready.ts";

const LOG = `${PATHS.logs}/web.log`;

Deno.test("awaitReady() does not count the time for which it was suspended", async () => {
  const system = fakeSystem({
    files: { [LOG]: "" },
    processes: [{ pid: 4711, startTime: "99" }],
  });
  await plantClaim(system, "web");
  const claim = await readClaim({ system, paths: PATHS }, "web");
  const [service] = fakeWorkspace({
    services: { web: { command: ["web"], ready: { log: "up", timeout: 5 } } },
  }).services;
  assert.ok(claim && service);
  let sleeps = 0;
  const { clock } = system;
  const machine = {
    ...system,
    clock: {
      now: () => clock.now(),
      elapsed: () => clock.elapsed(),
      every: (ms: number, act: () => void) => clock.every(ms, act),
      async sleep(ms: number) {
        const isSuspended = ++sleeps === 3;
        await clock.sleep(isSuspended ? 60_000 : ms);
        if (isSuspended) await system.fs.writeText(LOG, "up\n");
      },
    },
  };
  const readiness = await awaitReady({ system: machine, paths: PATHS }, {
    service,
    claim,
  });
  assert.equal(readiness.kind, "ready");
  await system.fs.writeText(LOG, "");
  const late = await awaitReady({ system, paths: PATHS }, { service, claim });
  assert.equal(late.kind, "silent");
});

Deno.test("awaitReady() waits for what a shell is just writing down, however long it took before", async () => {
  const STATE = shellStatePath(PATHS, "web");
  const system = fakeSystem({
    files: { [LOG]: "", [STATE]: "before 1\n" },
    processes: [{ pid: 4711, startTime: "99" }],
  });
  await plantClaim(system, "web", { before: ["migrate"] });
  const claim = await readClaim({ system, paths: PATHS }, "web");
  const [service] = fakeWorkspace({
    services: {
      web: {
        command: ["web"],
        before: [["migrate"]],
        ready: { log: "up", timeout: 5 },
      },
    },
  }).services;
  assert.ok(claim && service);
  system.clock.after(8000, () => void system.fs.writeText(STATE, ""));
  system.clock.after(9000, () => {
    void system.fs.writeText(STATE, "run 0 -\n");
    void system.fs.writeText(LOG, "up\n");
  });
  const readiness = await awaitReady({ system, paths: PATHS }, {
    service,
    claim,
  });
  assert.equal(readiness.kind, "ready", JSON.stringify(readiness));
});
