/**
 * A workspace on the machine in memory, for unit tests.
 *
 * @module
 */
import { workspacePaths } from "../../../lib/core/files/paths.ts";
import { type Claim, writeClaim } from "../../../lib/services/claims/claim.ts";
import { workspaceIdentity } from "../../../lib/services/claims/workspace_identity.ts";
import { markerVariables } from "../../../lib/services/processes/marker.ts";
import type { System } from "../../../lib/system/mod.ts";
import { parseWorkspace } from "../../../lib/workspace/schema/workspace_schema.ts";
import type {
  Workspace,
  WorkspaceInput,
} from "../../../lib/workspace/workspace.ts";

/** Where it is. */
export const PATHS = workspacePaths("/project");

/** What a `workspace.ts` comes to that has no services but those given. */
export function fakeWorkspace(
  declares: Partial<WorkspaceInput> = {},
): Workspace {
  return parseWorkspace({
    name: "Fake",
    python: { version: ">=3.11" },
    services: {},
    ...declares,
  });
}

/** Writes the claim of a service that `start` has launched here. */
export async function plantClaim(
  system: Pick<System, "fs">,
  service: string,
  differing: Partial<Claim> = {},
): Promise<void> {
  await system.fs.mkdir(PATHS.root);
  await writeClaim({ system, paths: PATHS }, {
    root: PATHS.root,
    workspace: await workspaceIdentity({ system, paths: PATHS }),
    service,
    run: "id",
    pid: 4711,
    startTime: "99",
    bootId: "boot",
    mode: "background",
    command: [service],
    port: null,
    url: null,
    log: `${PATHS.logs}/${service}.log`,
    venv: null,
    stopTimeout: 5,
    socket: null,
    since: "2026-01-01T00:00:00.000Z",
    readyMs: null,
    stopping: null,
    ...differing,
  });
}

/** The variables of a process of `web` that was launched here. */
export function marked(run: string): Record<string, string> {
  return markerVariables({
    workspace: PATHS.root,
    workspaceId: undefined,
    service: "web",
    run,
    port: 5001,
    since: "2026-01-01T00:00:00.000Z",
    socket: undefined,
  });
}
