/**
 * `attach` hands the terminal to a service's tmux session.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { become } from "../../lib/core/become.ts";
import { EXIT, UserError } from "../../lib/core/errors.ts";
import { refuseUnknownServices } from "../../lib/services/status/known_services.ts";
import { scanProcesses } from "../../lib/services/processes/process_scan.ts";
import { withoutLauncher } from "../../lib/services/launch/environment/service_environment.ts";
import { findService } from "../../lib/services/status/service_status.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { attachCommandFor } from "../../lib/services/launch/tmux.ts";

/** Attaches until the user detaches or the service ends. */
export async function attach(
  this: TaskContext,
  _flags: Record<never, never>,
  name: string,
): Promise<void> {
  const { system } = this;
  await refuseUnknownServices(this, [name]);
  const scan = await scanProcesses(system);
  const { claim, members } = await findService(this, { scan, name });
  if (members.length === 0) {
    throw new UserError(`Cannot attach to ${name}: it is not running`, {
      hint: `Start it first: ${HEARTH} start ${name} --mode tmux`,
    });
  }
  if (!claim?.socket) {
    throw new UserError(`Cannot attach to ${name}: it is not running in tmux`, {
      hint:
        `Follow its log with "${HEARTH} logs -f ${name}", or move it to tmux: ${HEARTH} restart ${name} --mode tmux`,
    });
  }
  if (!system.terminal.stdinIsTerminal) {
    throw new UserError(`Cannot attach to ${name}: there is no terminal`, {
      exitCode: EXIT.needsUser,
    });
  }
  // Inside another tmux the variable would make it refuse.
  const { TMUX: _, ...env } = withoutLauncher(system.env.all());
  const command = attachCommandFor(claim.socket);
  const { cwd } = system.env;
  this.process.exitCode = await become(system, command, { cwd, env });
}
