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
import { scanProcesses } from "../processes/process_scan.ts";
import { type Claim, claimPath } from "../claims/claim.ts";
import { shellStatePath } from "../loop/service_shell.ts";
import { findServices, type Found, isAlive } from "./service_status.ts";

const LOG = `${PATHS.logs}/web.log`;
const ANSWERED: Partial<Claim> = { readyMs: 300, port: 5001 };

/** What is found of `web`, with that claim and those processes. */
async function web(
  claim: Partial<Claim> | undefined,
  machine: FakeMachine,
): Promise<Found> {
  const system = fakeSystem({ processes: [], ...machine });
  if (claim !== undefined) await plantClaim(system, "web", claim);
  const scan = await scanProcesses(system);
  const [found] = await findServices({ system, paths: PATHS }, scan, ["web"]);
  assert.ok(found);
  return found;
}

/** Its state and how many processes are left. */
async function stateOf(
  claim: Partial<Claim> | undefined,
  machine: FakeMachine = {},
): Promise<string> {
  const { state, members } = await web(claim, machine);
  return `${state} ${members.length}`;
}

Deno.test("findServices() goes by the process that was launched", async () => {
  const processes = [{ pid: 4711 }, { pid: 4712, parent: 4711 }, { pid: 9 }];
  assert.equal(await stateOf({}, { processes }), "starting 2");
  assert.equal(await stateOf(ANSWERED, { processes }), "running 2");
  const stopping = { ...ANSWERED, stopping: "2026-01-01T00:00:01.000Z" };
  assert.equal(await stateOf(stopping, { processes }), "stopping 2");
  assert.equal(await stateOf(stopping), "stopped 0");
});

Deno.test("findServices() takes no other process for it", async () => {
  const found = await web(ANSWERED, {
    processes: [{ pid: 4711, startTime: "100" }],
  });
  assert.equal(found.state, "stale");
  assert.match(found.why, /4711 now belongs to another program$/);
  const zombie = { processes: [{ pid: 4711, zombie: true }] };
  assert.equal(await stateOf(ANSWERED, zombie), "failed 0");
  const earlier = await web({ ...ANSWERED, bootId: "before" }, {
    processes: [{ pid: 4711 }],
  });
  assert.match(earlier.why, /has restarted/);
});

Deno.test("findServices() tells what ended by itself, and what it left", async () => {
  assert.equal(await stateOf(ANSWERED), "failed 0");
  const processes = [{ pid: 5, environment: marked("id") }];
  const left = { processes, listening: [] };
  assert.equal(await stateOf(ANSWERED, left), "failed 1");
  // A program that went into the background still answers.
  const answers = { processes, listening: [5001] };
  assert.equal(await stateOf(ANSWERED, answers), "running 1");
  const owner = (pid: number) => ({ owners: { 5001: { pid, command: "" } } });
  const own = { ...answers, ...owner(5) };
  assert.equal(await stateOf(ANSWERED, own), "running 1");
  const stranger = { ...answers, ...owner(9) };
  assert.equal(await stateOf(ANSWERED, stranger), "failed 1");
  assert.equal(await stateOf({}, left), "starting 1");
  assert.equal(await stateOf({ port: 5001 }, left), "starting 1");
});

Deno.test("findServices() finds processes that write its log", async () => {
  const processes = [{ pid: 5, output: LOG }, { pid: 6, parent: 5 }];
  const machine = { processes, listening: [5001] };
  assert.equal(await stateOf(ANSWERED, machine), "running 2");
});

Deno.test("findServices() finds what is marked and has no claim", async () => {
  const processes = [{ pid: 5, environment: marked("id") }];
  const found = await web(undefined, { processes });
  assert.deepEqual(
    [found.state, found.claim?.pid, found.claim?.port],
    ["starting", 5, 5001],
  );
  assert.equal(await stateOf(undefined), "stopped 0");
});

Deno.test("findServices() calls a claim stale that is another copy's or no claim", async () => {
  assert.equal(await stateOf({ workspace: "of another" }), "stale 0");
  const files = { [claimPath(PATHS, "web")]: "{" };
  assert.equal(await stateOf(undefined, { files }), "stale 0");
});

Deno.test("findServices() says of a command before it only what is true now", async () => {
  const files = { [shellStatePath(PATHS, "web")]: "before 1\n" };
  const why = async (
    claim: Partial<Claim>,
    machine: FakeMachine = {},
  ): Promise<string> => {
    const own = { before: ["migrate"], ...claim };
    return (await web(own, { files, ...machine })).why;
  };
  const processes = [{ pid: 4711 }];
  const runs = '"migrate", which comes before it, is running';
  assert.equal(await why({}, { processes }), runs);
  assert.match(await why({}), /^Process 4711 exited/);
  const orphan = { processes: [{ pid: 5, environment: marked("id") }] };
  assert.match(await why({}, orphan), /4711, which was to start it, ended/);
  assert.match(await why({ bootId: "before" }), /has restarted/);
  const stopping = "2026-01-01T00:00:01.000Z";
  assert.match(await why({ stopping }, { processes }), /been stopping since/);
  const failed = { [shellStatePath(PATHS, "web")]: "failed 1 3\n" };
  const exited = '"migrate", which comes before it, exited with code 3';
  assert.equal(await why({}, { files: failed }), exited);
  const earlier = { bootId: "before" };
  assert.match(await why(earlier, { files: failed }), /has restarted/);
});

Deno.test("isAlive() is what neither ended nor is asked to", () => {
  const states = ["running", "starting", "stopping", "stopped", "failed"];
  assert.deepEqual(
    (states as Found["state"][]).filter((state) => isAlive({ state })),
    ["running", "starting"],
  );
});
