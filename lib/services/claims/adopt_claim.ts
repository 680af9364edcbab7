/**
 * Services whose claim is lost, known by the marks of their processes.
 *
 * @module
 */
import { type Claim, movedPath } from "./claim.ts";
import { parseLaunchRecord } from "./launch_record.ts";
import type { Marker } from "../processes/marker.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { ProcessScan } from "../processes/process_scan.ts";
import { logPath } from "../logs/service_log.ts";
import type { ProcessInfo } from "../../system/mod.ts";

/** Whether a process was launched in this workspace, wherever it was then. */
export function isOwnMark(
  { workspace, workspaceId }: Marker,
  { paths: { root }, identity }: {
    readonly paths: Paths;
    readonly identity: string;
  },
): boolean {
  return workspaceId === undefined
    ? workspace === root
    : workspaceId === identity;
}

/** Makes a claim again from the marks of living processes. */
export function adoptClaim(
  paths: Paths,
  { identity, scan, name }: {
    readonly identity: string;
    readonly scan: ProcessScan;
    readonly name: string;
  },
): Claim | undefined {
  const marked = scan.processes
    .map((info) => ({ info, marker: scan.markers.get(info.pid) }))
    .filter((entry): entry is { info: ProcessInfo; marker: Marker } =>
      entry.marker?.service === name && entry.info.pid !== scan.self &&
      isOwnMark(entry.marker, { paths, identity })
    );
  const first = marked.find(({ info }) => info.session === info.pid) ??
    marked[0];
  if (first === undefined) return undefined;
  const { info, marker } = first;
  const { venv = null, ...record } = parseLaunchRecord(marker.record ?? "");
  return {
    stopTimeout: 5,
    url: marker.port === undefined ? null : `http://127.0.0.1:${marker.port}/`,
    ...record,
    root: paths.root,
    workspace: identity,
    service: name,
    run: marker.run,
    pid: info.pid,
    startTime: info.startTime,
    bootId: scan.bootId,
    mode: marker.socket === undefined ? "background" : "tmux",
    command: [],
    port: marker.port ?? null,
    log: logPath(paths, name),
    venv: venv && movedPath(venv, { from: marker.workspace, to: paths.root }),
    socket: marker.socket ?? null,
    since: marker.since,
    readyMs: null,
    stopping: null,
    adopted: true,
  };
}
