/**
 * Launches a service once those that it depends on are ready.
 *
 * @module
 */
import { type Claim, isOfRun, readClaim } from "../claims/claim.ts";
import { staysComplete } from "../claims/complete_claims.ts";
import { endRemains } from "../stop/end_remains.ts";
import { hasLeader } from "../processes/living_leader.ts";
import { type Launch, launchPlanned } from "./launch_missing.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { silent } from "../../core/reporter.ts";
import type { StartMachine, StartWork } from "./start_options.ts";
import { withLock } from "../../core/files/file_lock.ts";
import type { Service } from "../../workspace/workspace.ts";

/** What is known when its turn has come. */
export interface LaterOptions extends Omit<StartWork, "ports"> {
  /** Of the services that it depends on. */
  readonly after: readonly Claim[];
  /** By service, as decided at the beginning. */
  readonly ports: ReadonlyMap<string, number>;
}

/**
 * Launches it, unless another start has done so meanwhile.
 *
 * @returns `undefined` when one that it depends on was stopped meanwhile
 */
export async function launchLater(
  context: WorkspaceContext<keyof StartMachine>,
  service: Service,
  { after, ports, report = silent, signal, ...work }: LaterOptions,
): Promise<Launch | undefined> {
  return await withLock(context, "services", async () => {
    for (const claim of after) {
      const current = await readClaim(context, claim.service);
      if (!isOfRun(current, claim)) return undefined;
    }
    await endRemains(context, [service], { report, signal });
    const other = await readClaim(context, service.name);
    if (other !== undefined && await hasLeader(context.system, other)) {
      return { service, claim: other, fresh: false };
    }
    const plan = {
      ...work,
      report,
      signal,
      // One of them may have lost its port and got another one.
      ports: new Map([
        ...ports,
        ...after.flatMap(({ service: name, port }): [string, number][] =>
          port === null ? [] : [[name, port]]
        ),
      ]),
    };
    return await staysComplete(
      context,
      () => launchPlanned(context, service, plan),
    );
  }, { report, signal });
}
