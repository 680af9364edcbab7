/**
 * What `workspace.ts` knows of a service whose claim was lost.
 *
 * @module
 */
import type { Claim } from "./claim.ts";
import { fillIn } from "../launch/environment/placeholders.ts";
import type { Paths } from "../../core/files/paths.ts";
import { serviceDir } from "../launch/environment/service_files.ts";
import type { Service } from "../../workspace/workspace.ts";

/** The claim with the command that says whether the service is ready. */
export function completeAdopted(
  paths: Paths,
  { service, claim }: { readonly service: Service; readonly claim: Claim },
): Claim {
  if (claim.adopted !== true || claim.cwd !== undefined) return claim;
  const { name, ready } = service;
  const ports = new Map(Object.entries(claim.peerPorts ?? {}));
  if (claim.port !== null) ports.set(name, claim.port);
  return {
    ...claim,
    cwd: serviceDir(paths, service),
    probe: ready.command?.map((word) =>
      fillIn(paths, word, { service: name, ports })
    ),
  };
}
