/**
 * All services of a workspace, as they are now.
 *
 * @module
 */
import { jupyterAddressOfAny } from "../presets/jupyter_address.ts";
import {
  atHost,
  LOOPBACK_HOSTS,
  type LoopbackHost,
} from "../ports/loopback_url.ts";
import type { Paths } from "../../core/files/paths.ts";
import { scanProcesses } from "../processes/process_scan.ts";
import { findServices, type Found } from "./service_status.ts";
import type { System } from "../../system/mod.ts";
import type { Service } from "../../workspace/workspace.ts";

/** Milliseconds that a service has to answer while one looks. */
const TIMEOUT_MS = 1000;

/**
 * Looks at the processes and, where no one saw a first answer, asks for one:
 * a start that was killed while it waited leaves services that do run.
 */
export async function currentServices(
  system: Pick<System, "fs" | "proc" | "net">,
  paths: Paths,
  services: readonly Service[],
): Promise<Found[]> {
  const scan = await scanProcesses(system);
  const names = services.map(({ name }) => name);
  const found = await findServices(system, paths, scan, names);
  return await Promise.all(found.map(async (service) => {
    const { name, state, claim } = service;
    if (state !== "starting" || !claim?.port) return service;
    const path = services.find((other) => other.name === name)?.ready.path;
    const { host, why } = await glance(system, claim.port, path ?? "/");
    if (host === undefined) {
      return { ...service, why: `${service.why}; it ${why}` };
    }
    const isJupyter = services.some((other) =>
      other.name === name && other.address === "jupyter"
    );
    const pids = service.members.map(({ pid }) => pid);
    const url = isJupyter
      ? await jupyterAddressOfAny(system, paths.jupyterRuntime, pids, "/lab")
      : undefined;
    const page = url ?? claim.url;
    return {
      ...service,
      state: "running",
      claim: { ...claim, url: page && atHost(page, host) },
    };
  }));
}

/** On which host a service answers, or why it does not count as running. */
async function glance(
  { net }: Pick<System, "net">,
  port: number,
  path: string,
): Promise<{ readonly host?: LoopbackHost; readonly why: string }> {
  let why = "does not answer";
  for (const host of LOOPBACK_HOSTS) {
    const answer = await net.get(`http://${host}:${port}${path}`, TIMEOUT_MS);
    if (answer === undefined) continue;
    if (answer.status < 500) return { host, why: "answers" };
    why = `answers with status ${answer.status}`;
  }
  return { why };
}
