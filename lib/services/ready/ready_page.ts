/**
 * The page of a service that is ready.
 *
 * @module
 */
import { readAddress } from "../open/address_file.ts";
import type { Claim } from "../claims/claim.ts";
import {
  jupyterAddress,
  jupyterAddressOfAny,
} from "../presets/jupyter_address.ts";
import { atHost, type LoopbackHost } from "../ports/loopback_url.ts";
import type { Context } from "../../core/context.ts";
import { membersOf, scanProcesses } from "../processes/process_scan.ts";
import type { Service } from "../../workspace/workspace.ts";

/** A service that is ready. */
export interface ReadyService {
  readonly claim: Claim;
  /** The process that leads it. */
  readonly pid: number;
  /** Where it answers. */
  readonly host: LoopbackHost;
}

/**
 * The page to open, on the host that answered; `null` for a service without a
 * port, `undefined` while it has not told it yet.
 */
export async function readyPage(
  context: Context<"fs" | "proc">,
  service: Service,
  { claim, pid, host }: ReadyService,
): Promise<string | null | undefined> {
  const url = await pageAddress(context, { service, claim, pid });
  return url && atHost(url, host);
}

async function pageAddress(
  context: Context<"fs" | "proc">,
  { service, claim, pid }: {
    readonly service: Service;
    readonly claim: Claim;
    readonly pid: number;
  },
): Promise<string | null | undefined> {
  const { system } = context;
  // One that was found by its mark may have lost its file with .hearth.
  const isAdopted = claim.adopted === true;
  if (service.address === "file") {
    const told = await readAddress(context, service.name);
    return told || isAdopted ? claim.url : undefined;
  }
  if (service.address === undefined) return claim.url;
  const page = service.open ?? "/lab";
  const runtime = context.paths.jupyterRuntime;
  const own = await jupyterAddress(system, { runtimeDir: runtime, pid, page });
  if (own !== undefined) return own;
  // The program that was launched may have started the server.
  const members = membersOf(await scanProcesses(system), claim);
  const pids = members.map((info) => info.pid);
  const found = await jupyterAddressOfAny(system, {
    runtimeDir: runtime,
    pids,
    page,
  });
  return found ?? (isAdopted ? claim.url : undefined);
}
