/**
 * `attach` hands the terminal to a service's tmux session.
 *
 * @module
 */
import { become } from "../lib/become.ts";
import { EXIT, UserError } from "../lib/errors.ts";
import { refuseUnknownServices } from "../lib/services/known_services.ts";
import { scanProcesses } from "../lib/services/process_scan.ts";
import { withoutLauncher } from "../lib/services/service_environment.ts";
import { findService } from "../lib/services/service_status.ts";
import type { TaskContext } from "../lib/task_context.ts";
import { attachCommandFor } from "../lib/services/tmux.ts";

/** Attaches until the user detaches or the service ends. */
export async function attach(
  this: TaskContext,
  _flags: Record<never, never>,
  name: string,
): Promise<void> {
  const { system, paths } = this;
  await refuseUnknownServices(system, paths, [name]);
  const scan = await scanProcesses(system);
  const { claim, members } = await findService(system, paths, scan, name);
  if (members.length === 0) {
    throw new UserError(`Cannot attach to ${name}: it does not run`, {
      hint: `Start it first: deno task start ${name} --mode tmux`,
    });
  }
  if (!claim?.socket) {
    throw new UserError(`Cannot attach to ${name}: it does not run in tmux`, {
      hint:
        `Follow its log with "deno task logs -f ${name}", or move it: deno task restart ${name} --mode tmux`,
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
  const { folder: cwd } = system.env;
  this.process.exitCode = await become(system, command, { cwd, env });
}
