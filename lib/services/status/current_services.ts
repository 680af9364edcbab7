/**
 * All services of a workspace, as they are now.
 *
 * @module
 */
import { jupyterAddressOfAny } from "../presets/jupyter_address.ts";
import type { Claim } from "../claims/claim.ts";
import { completeAdopted } from "../claims/complete_adopted.ts";
import { hasShell, shellStatePath } from "../loop/service_shell.ts";
import { readShellState } from "../loop/shell_state.ts";
import { DOUBT_MS, serviceCheck, SETTLED_MS } from "../ready/service_check.ts";
import {
  atHost,
  LOOPBACK_HOSTS,
  type LoopbackHost,
} from "../ports/loopback_url.ts";
import type { Context } from "../../core/context.ts";
import { scanProcesses } from "../processes/process_scan.ts";
import { findServices, type Found, recallServices } from "./service_status.ts";
import type { System } from "../../system/mod.ts";
import type { Service } from "../../workspace/workspace.ts";

type Machine = Pick<System, "fs" | "proc" | "net" | "clock">;

/** Milliseconds that a service has to answer while one looks. */
const TIMEOUT_MS = 1000;

/**
 * Looks at the processes and, where no one saw a first answer, asks for one:
 * a start that was killed while it waited leaves services that do run.
 *
 * @param options.members Whether all processes of each are wanted, not only
 *   the one that leads it
 */
export async function currentServices(
  context: Context<keyof Machine>,
  services: readonly Service[],
  { members = false }: { readonly members?: boolean } = {},
): Promise<Found[]> {
  const { system, paths } = context;
  const names = services.map(({ name }) => name);
  const known = members ? undefined : await recallServices(context, names);
  if (known?.every(({ state }) => state !== "starting")) return known;
  const scan = await scanProcesses(system);
  const found = await findServices(context, scan, names);
  return await Promise.all(found.map(async (service) => {
    const { name, state } = service;
    const declared = services.find((other) => other.name === name);
    if (state !== "starting" || !service.claim || !declared) return service;
    const claim = completeAdopted(paths, {
      service: declared,
      claim: service.claim,
    });
    const shell = hasShell(claim)
      ? await readShellState(context, name)
      : undefined;
    if (shell?.phase === "before") return service;
    const { host, why } = await glance(context, declared, claim);
    if (host === undefined) {
      return { ...service, why: `${service.why}; ${why}` };
    }
    const isJupyter = declared.address === "jupyter";
    const pids = service.members.map(({ pid }) => pid);
    const url = isJupyter
      ? await jupyterAddressOfAny(system, {
        runtimeDir: paths.jupyterRuntime,
        pids,
        page: "/lab",
      })
      : undefined;
    const page = url ?? claim.url;
    return {
      ...service,
      state: "running",
      claim: { ...claim, url: page && atHost(page, host) },
    };
  }));
}

/** On which host a service is ready, or why it does not count as running. */
async function glance(
  context: Context<keyof Machine>,
  { ready }: Service,
  claim: Claim,
): Promise<{ readonly host?: LoopbackHost; readonly why: string }> {
  const { system, paths } = context;
  const { clock } = system;
  const said = hasShell(claim)
    ? await system.fs.stat(shellStatePath(paths, claim.service))
    : undefined;
  const lived = clock.now() -
    Math.max(Date.parse(claim.since), said?.mtime ?? 0);
  if (claim.port === null && !isAskedOtherwise(ready)) {
    const [host] = LOOPBACK_HOSTS;
    const why = "it has only just started";
    return lived >= SETTLED_MS ? { host, why } : { why };
  }
  const giveUp = clock.elapsed() + TIMEOUT_MS;
  const check = serviceCheck(system, { service: { ready }, claim }, {
    giveUp: () => giveUp,
    // One that is started again has answered through it before.
    doubt: claim.readyMs !== null && lived >= DOUBT_MS ? 0 : Infinity,
  });
  const answer = await check(claim.pid);
  return typeof answer === "string" ? { host: answer, why: "" } : answer;
}

function isAskedOtherwise({ tcp, log, command }: Service["ready"]): boolean {
  return tcp !== undefined || log !== undefined || command !== undefined;
}
