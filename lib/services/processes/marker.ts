/**
 * Variables by which a service's processes are known, wherever they went.
 *
 * A kernel starts a session of its own and a daemon leaves its parent, but
 * both keep the environment that they were started with.
 *
 * @module
 */

/** What a marked process says of itself. */
export interface Marker {
  /** Root of the workspace when the service was launched. */
  readonly workspace: string;
  /** What stays the same when that is moved; earlier Hearths noted none. */
  readonly workspaceId: string | undefined;
  readonly service: string;
  /** Id of one launch of one service. */
  readonly run: string;
  readonly port: number | undefined;
  /** ISO 8601. */
  readonly since: string;
  /** Of the tmux server in which it runs. */
  readonly socket: string | undefined;
  /** What else its claim says, see `launchRecord()`; earlier Hearths noted none. */
  readonly record?: string | undefined;
}

/** The variable that every marked process has. */
export const RUN_VARIABLE = "HEARTH_RUN";

const NAMES: ReadonlySet<string> = new Set([
  "HEARTH_WORKSPACE",
  "HEARTH_WORKSPACE_ID",
  "HEARTH_SERVICE",
  RUN_VARIABLE,
  "HEARTH_SINCE",
  "HEARTH_PORT",
  "HEARTH_SOCKET",
  "HEARTH_LAUNCH",
]);

/** Whether a variable marks a process, and so is not to be handed on. */
export function isMarker(name: string): boolean {
  return NAMES.has(name);
}

/** The variables that mark a process. */
export function markerVariables(marker: Marker): Record<string, string> {
  return {
    // Plain letters, because macOS's ps may garble others.
    HEARTH_WORKSPACE: encodeURI(marker.workspace),
    ...(marker.workspaceId !== undefined && {
      HEARTH_WORKSPACE_ID: marker.workspaceId,
    }),
    HEARTH_SERVICE: marker.service,
    HEARTH_RUN: marker.run,
    HEARTH_SINCE: marker.since,
    ...(marker.port !== undefined && { HEARTH_PORT: `${marker.port}` }),
    ...(marker.socket !== undefined && { HEARTH_SOCKET: marker.socket }),
    ...(marker.record !== undefined && { HEARTH_LAUNCH: marker.record }),
  };
}

/** Reads a process's marker; `undefined` when it has none. */
export function readMarker(
  variables: Readonly<Record<string, string>>,
): Marker | undefined {
  const { HEARTH_WORKSPACE, HEARTH_SERVICE, HEARTH_RUN } = variables;
  if (!HEARTH_WORKSPACE || !HEARTH_SERVICE || !HEARTH_RUN) return undefined;
  const port = Number(variables.HEARTH_PORT);
  return {
    workspace: decoded(HEARTH_WORKSPACE),
    workspaceId: variables.HEARTH_WORKSPACE_ID,
    service: HEARTH_SERVICE,
    run: HEARTH_RUN,
    port: Number.isInteger(port) && port > 0 ? port : undefined,
    since: variables.HEARTH_SINCE ?? "",
    socket: variables.HEARTH_SOCKET,
    record: variables.HEARTH_LAUNCH,
  };
}

/** What somebody else wrote may be no encoded text. */
function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
