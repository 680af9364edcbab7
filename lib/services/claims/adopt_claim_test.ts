import assert from "node:assert/strict";
import {
  type FakeMachine,
  fakeSystem,
} from "../../../tests/support/fake_system.ts";
import { PATHS } from "../../../tests/support/fake_workspace.ts";
import { type Marker, markerVariables } from "../processes/marker.ts";
import { scanProcesses } from "../processes/process_scan.ts";
import { adoptClaim } from "./adopt_claim.ts";
import type { Claim } from "./claim.ts";

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
  return adoptClaim(PATHS, IDENTITY, scan, "web");
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
