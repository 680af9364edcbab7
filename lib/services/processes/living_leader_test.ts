import assert from "node:assert/strict";
import {
  type FakeMachine,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import {
  marked,
  PATHS,
  plantClaim,
} from "../../../tests/support/fake/fake_workspace.ts";
import { readClaim } from "../claims/claim.ts";
import { livingLeader } from "./living_leader.ts";

const LOG = `${PATHS.logs}/web.log`;

Deno.test("livingLeader() is the launched process, else the first with its mark or log", async () => {
  const leader = async (
    processes: FakeMachine["processes"] = [],
  ): Promise<number | undefined> => {
    const system = fakeSystem({ processes });
    await plantClaim(system, "web");
    const claim = await readClaim({ system, paths: PATHS }, "web");
    assert.ok(claim);
    return await livingLeader(system, claim);
  };
  const child = { pid: 7, environment: marked("id") };
  const writer = { pid: 8, output: LOG };
  assert.equal(await leader([child, { pid: 4711 }, writer]), 4711);
  const dead = { pid: 4711, zombie: true };
  assert.equal(await leader([dead, child, writer]), 7);
  assert.equal(await leader([{ pid: 4711, startTime: "1" }, writer]), 8);
  assert.equal(
    await leader([{ pid: 7, environment: marked("other") }]),
    undefined,
  );
});
