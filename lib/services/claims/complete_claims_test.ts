import assert from "node:assert/strict";
import {
  type FakeMachine,
  type FakeSystem,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import {
  marked,
  PATHS,
  plantClaim,
} from "../../../tests/support/fake/fake_workspace.ts";
import { silent } from "../../core/reporter.ts";
import { type Claim, dropClaim } from "./claim.ts";
import {
  findOutComplete,
  forgetComplete,
  noteComplete,
  provenClaims,
  staysComplete,
} from "./complete_claims.ts";

/** A machine on which `web` runs and answered, and its claim is all there is. */
async function noted(machine: FakeMachine = {}): Promise<FakeSystem> {
  const system = fakeSystem({ processes: [{ pid: 4711 }], ...machine });
  await plantClaim(system, "web", { readyMs: 300 });
  await noteComplete({ system, paths: PATHS }, ["web"]);
  return system;
}

/** Names of the services whose state needs no look at every process. */
async function proven(system: FakeSystem): Promise<string[] | undefined> {
  const claims = await provenClaims({ system, paths: PATHS });
  return claims?.map(({ claim }) => claim.service);
}

Deno.test("provenClaims() needs only the leader of each claim", async () => {
  const system = await noted();
  assert.deepEqual(await proven(system), ["web"]);
  await dropClaim({ system, paths: PATHS }, "web");
  await noteComplete({ system, paths: PATHS }, []);
  assert.deepEqual(await proven(system), []);
});

Deno.test("provenClaims() knows nothing before it is noted", async () => {
  const system = fakeSystem({ processes: [{ pid: 4711 }] });
  await plantClaim(system, "web", { readyMs: 300 });
  assert.equal(await proven(system), undefined);
  await noteComplete({ system, paths: PATHS }, ["web", "lost"]);
  assert.equal(await proven(system), undefined);
});

Deno.test("provenClaims() does not trust what changed since", async () => {
  const launching = await noted();
  await forgetComplete({ system: launching, paths: PATHS });
  assert.equal(await proven(launching), undefined);
  const dropped = await noted();
  await dropClaim({ system: dropped, paths: PATHS }, "web");
  assert.equal(await proven(dropped), undefined);
  const more = await noted();
  await plantClaim(more, "api", { readyMs: 300 });
  assert.equal(await proven(more), undefined);
});

Deno.test("staysComplete() notes a further launch only where all was known", async () => {
  for (const isNoted of [true, false]) {
    const machine = { processes: [{ pid: 4711 }, { pid: 4712 }] };
    const system = await noted(machine);
    const context = { system, paths: PATHS };
    if (!isNoted) await forgetComplete(context);
    await staysComplete(context, async () => {
      await forgetComplete(context);
      await plantClaim(system, "api", { readyMs: 300, pid: 4712 });
    });
    assert.deepEqual(
      (await proven(system))?.sort(),
      isNoted ? ["api", "web"] : undefined,
    );
  }
  const system = await noted();
  const fails = staysComplete({ system, paths: PATHS }, async () => {
    await forgetComplete({ system, paths: PATHS });
    throw new Error("no such program");
  });
  await assert.rejects(fails, /no such program/);
  assert.equal(await proven(system), undefined, "a launch that failed");
});

Deno.test("provenClaims() leaves every doubt to a look at all processes", async () => {
  const doubts: Partial<Claim>[] = [
    { readyMs: null },
    { stopping: "2026-01-01T00:00:01.000Z" },
    { bootId: "before" },
    { startTime: "1" },
    { pid: 4712 },
    { workspace: "other" },
  ];
  for (const doubt of doubts) {
    const system = await noted();
    await plantClaim(system, "web", { readyMs: 300, ...doubt });
    assert.equal(await proven(system), undefined, JSON.stringify(doubt));
  }
  const zombie = await noted({ processes: [{ pid: 4711, zombie: true }] });
  assert.equal(await proven(zombie), undefined);
});

Deno.test("findOutComplete() looks for processes without a claim", async () => {
  const options = { report: silent };
  const alone = fakeSystem({ processes: [{ pid: 5 }] });
  await findOutComplete({ system: alone, paths: PATHS }, options);
  assert.deepEqual(await proven(alone), []);
  const lost = fakeSystem({
    processes: [{ pid: 5, environment: marked("id") }],
  });
  await findOutComplete({ system: lost, paths: PATHS }, options);
  assert.equal(await proven(lost), undefined);
});
