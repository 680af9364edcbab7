/**
 * Services whose workspace was moved to another file system: copied, then
 * deleted under them.
 *
 * @module
 */
import { type Claim, claimPath, movedClaim, parseClaim } from "./claim.ts";
import type { Context } from "../../core/context.ts";
import { leaderOf, type ProcessScan } from "../processes/process_scan.ts";
import { workspaceIdentity } from "./workspace_identity.ts";

/**
 * A claim that came here with a copy of its workspace, if its service lives on
 * in a directory that was deleted: no other workspace can stop it.
 */
export async function orphanedClaim(
  context: Context<"fs" | "proc">,
  { scan, service }: { readonly scan: ProcessScan; readonly service: string },
): Promise<Claim | undefined> {
  const { system, paths } = context;
  const text = await system.fs.readText(claimPath(paths, service));
  const claim = text === undefined ? undefined : parseClaim(text);
  if (claim?.service !== service) return undefined;
  const leader = leaderOf(scan, claim);
  if (leader === undefined) return undefined;
  if (!await system.proc.hasDeletedDir(leader.pid)) return undefined;
  const workspace = await workspaceIdentity(context);
  return movedClaim({ ...claim, workspace }, paths);
}
