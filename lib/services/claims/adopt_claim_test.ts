import assert from "node:assert/strict";
import {
  type FakeMachine,
  fakeSystem,
} from "../../../tests/support/fake/fake_system.ts";
import { PATHS } from "../../../tests/support/fake/fake_workspace.ts";
import { type Marker, markerVariables } from "../processes/marker.ts";
import { scanProcesses } from "../processes/process_scan.ts";
import { adoptClaim } from "./adopt_claim.ts";
import type { Claim } from "./claim.ts";
import { launchRecord } from "./launch_record.ts";

const IDENTITY = "1:2";

/** The variables of a process of `web`, with what differs from usual. */
function marked(differing: Partial<Marker> = {}): Record<string, string> {
  return markerVariables({
    workspace: "/before",
    workspaceId: IDENTITY,
    service: "web",
    run: "id",
    port: undefined,
    since: "2026-01-01T00:00:00.000Z",
    socket: undefined,
    ...differing,
  });
}

/** The claim that is made of the processes. */
async function adopted(
  processes: NonNullable<FakeMachine["processes"]>,
): Promise<Claim | undefined> {
  const scan = await scanProcesses(fakeSystem({ processes }));
  return adoptClaim(PATHS, { identity: IDENTITY, scan, name: "web" });
}

Deno.test("adoptClaim() takes the process that leads a session, else the first", async () => {
  const child = { pid: 5, session: 4, environment: marked() };
  const leader = { pid: 6, environment: marked() };
  assert.equal((await adopted([child, leader]))?.pid, 6);
  assert.equal((await adopted([child]))?.pid, 5);
});

Deno.test("adoptClaim() says what the marks say", async () => {
  const variables = marked({ port: 5001, socket: "/tmp/tmux" });
  const claim = await adopted([{ pid: 5, environment: variables }]);
  assert.deepEqual(
    [claim?.port, claim?.url, claim?.mode, claim?.socket, claim?.workspace],
    [5001, "http://127.0.0.1:5001/", "tmux", "/tmp/tmux", IDENTITY],
  );
  const bare = await adopted([{ pid: 5, environment: marked() }]);
  assert.deepEqual(
    [bare?.port, bare?.url, bare?.mode, bare?.socket],
    [null, null, "background", null],
  );
});

Deno.test("adoptClaim() takes only what was launched in this workspace", async () => {
  const by = async (differing: Partial<Marker>): Promise<boolean> =>
    await adopted([{ pid: 5, environment: marked(differing) }]) !== undefined;
  assert.ok(await by({}));
  assert.ok(!await by({ workspaceId: "3:4", workspace: PATHS.root }));
  // Earlier marks have the path alone.
  assert.ok(await by({ workspaceId: undefined, workspace: PATHS.root }));
  assert.ok(!await by({ workspaceId: undefined }));
  assert.ok(!await by({ service: "other" }));
  // Hearth itself runs in a service's terminal.
  assert.equal(
    await adopted([{ pid: 1000, environment: marked() }]),
    undefined,
  );
});

Deno.test("adoptClaim() restores what the processes carry, and nothing that cannot be right", async () => {
  const record = launchRecord({
    url: "http://127.0.0.1:5001/docs",
    venv: "/before/.hearth/venvs/a",
    peerPorts: { db: 5432 },
    dependsOn: ["db"],
    restart: "always",
    before: ["sh -c 'ä é' ".repeat(20)],
    stopSignal: "SIGINT",
    stopTimeout: 30,
    logLimit: undefined,
  });
  assert.match(record, /^[\w%.!~*'()-]+$/);
  const of = (record: string): Promise<Claim | undefined> =>
    adopted([{ pid: 5, environment: marked({ port: 5001, record }) }]);
  const claim = await of(record);
  assert.deepEqual(
    [claim?.url, claim?.venv, claim?.peerPorts, claim?.dependsOn],
    ["http://127.0.0.1:5001/docs", "/project/.hearth/venvs/a", { db: 5432 }, [
      "db",
    ]],
  );
  assert.deepEqual(
    [claim?.restart, claim?.before?.[0]?.length, claim?.stopSignal],
    ["always", 60, "SIGINT"],
  );
  assert.deepEqual([claim?.stopTimeout, claim?.adopted], [30, true]);
  const forged = {
    stopSignal: "kill -9",
    stopTimeout: "long",
    dependsOn: ["db"],
    log: "/etc/passwd",
    probe: ["rm"],
  };
  const wary = await of(encodeURIComponent(JSON.stringify(forged)));
  assert.deepEqual(
    [wary?.stopSignal, wary?.stopTimeout, wary?.dependsOn, wary?.probe],
    [undefined, 5, ["db"], undefined],
  );
  assert.equal(wary?.log, `${PATHS.logs}/web.log`);
  for (const text of ["%", "null", "[]", "{"]) {
    assert.equal((await of(text))?.stopTimeout, 5);
  }
});
