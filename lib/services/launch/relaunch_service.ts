/**
 * Launches a service again that cannot go on as it was launched.
 *
 * @module
 */
import { type Claim, isOfRun, readClaim } from "../claims/claim.ts";
import { decidePorts } from "../ports/decide_ports.ts";
import { withLock } from "../../core/files/file_lock.ts";
import { type Launch, launchPlanned } from "./launch_missing.ts";
import { heldPorts } from "../stop/left_behind.ts";
import type { Paths } from "../../core/files/paths.ts";
import { silent } from "../../core/reporter.ts";
import { runningServices } from "../claims/running_services.ts";
import type { StartMachine, StartWork } from "./start_options.ts";
import { stopUnderLock } from "../stop/stop_services.ts";
import type { Service, Workspace } from "../../workspace/workspace.ts";

/**
 * Ends what is left of a launch and launches the service again, on the same
 * port or the next free one.
 *
 * @returns `undefined` when `stop` or another start came first
 */
export async function relaunchService(
  system: StartMachine,
  paths: Paths,
  workspace: Workspace,
  service: Service,
  { claim, ...work }: StartWork & { readonly claim: Claim },
): Promise<Launch | undefined> {
  const { name } = service;
  return await withLock(system, paths, "services", async () => {
    const current = await readClaim(system, paths, name);
    if (!isOfRun(current, claim)) return undefined;
    const stopped = await stopUnderLock(system, paths, [name]);
    heldPorts(stopped).forEach((line) => work.report?.note(line));
    const running = await runningServices(system, paths, workspace);
    const ports = await decidePorts(system, workspace, [service], running, {
      ...work,
      ...(claim.port !== null && { ports: new Map([[name, claim.port]]) }),
    });
    return await launchPlanned(system, paths, workspace, service, {
      ...work,
      ports,
    });
  }, { report: silent, ...work });
}
