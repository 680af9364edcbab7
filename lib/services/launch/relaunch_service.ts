/**
 * Launches a service again that cannot go on as it was launched.
 *
 * @module
 */
import { type Claim, isOfRun, readClaim } from "../claims/claim.ts";
import { noteComplete } from "../claims/complete_claims.ts";
import { decidePorts } from "../ports/decide_ports.ts";
import { withLock } from "../../core/files/file_lock.ts";
import { type Launch, launchPlanned } from "./launch_missing.ts";
import { heldPorts } from "../stop/left_behind.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { silent } from "../../core/reporter.ts";
import { runningServices } from "../status/running_services.ts";
import type { StartMachine, StartWork } from "./start_options.ts";
import { stopUnderLock } from "../stop/stop_services.ts";
import type { Service } from "../../workspace/workspace.ts";

/**
 * Ends what is left of a launch and launches the service again, on the same
 * port or the next free one.
 *
 * @returns `undefined` when `stop` or another start came first
 */
export async function relaunchService(
  context: WorkspaceContext<keyof StartMachine>,
  service: Service,
  { claim, ...work }: StartWork & { readonly claim: Claim },
): Promise<Launch | undefined> {
  const { name } = service;
  return await withLock(context, "services", async () => {
    const current = await readClaim(context, name);
    if (!isOfRun(current, claim)) return undefined;
    const stopped = await stopUnderLock(context, [name]);
    heldPorts(stopped).forEach((line) => work.report?.note(line));
    const running = await runningServices(context);
    const ports = await decidePorts(context.system, {
      workspace: context.workspace,
      launched: [service],
      found: running,
    }, {
      ...work,
      ...(claim.port !== null && { ports: new Map([[name, claim.port]]) }),
    });
    const launch = await launchPlanned(context, service, { ...work, ports });
    await noteComplete(context, running.marked);
    return launch;
  }, { report: silent, ...work });
}
