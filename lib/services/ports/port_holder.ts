/**
 * Who keeps the port of a service that was ended.
 *
 * @module
 */
import type { Claim } from "../claims/claim.ts";
import type { ProcessScan } from "../processes/process_scan.ts";
import type { PortOwner, System } from "../../system/mod.ts";

/** A process that may be of a service, and the port that it keeps. */
export interface PortHolder extends PortOwner {
  readonly port: number;
}

/**
 * The process that listens on the port of a launch none of whose processes is
 * left. `undefined` when the port is free, and for a program that is explained:
 * one of another user, one that ran before, one of another service.
 */
export async function portHolder(
  { net, proc }: Pick<System, "net" | "proc">,
  { scan, claim }: { readonly scan: ProcessScan; readonly claim: Claim },
): Promise<PortHolder | undefined> {
  const { port } = claim;
  if (port === null || claim.bootId !== scan.bootId) return undefined;
  const owner = await net.owner(port);
  const info = scan.processes.find(({ pid }) => pid === owner?.pid);
  if (owner === undefined || info === undefined) return undefined;
  const isExplained = scan.markers.has(owner.pid) ||
    !proc.startedSince(info.startTime, claim.startTime);
  return isExplained ? undefined : { ...owner, port };
}
