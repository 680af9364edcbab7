/**
 * `start` sets up if needed, starts services and opens their pages.
 *
 * @module
 */
import { loadWorkspace } from "../lib/load_workspace.ts";
import { prepareWorkspace } from "../lib/setup/prepare_workspace.ts";
import {
  refuseUnknown,
  selectServices,
} from "../lib/services/select_services.ts";
import type { TaskContext } from "../lib/task_context.ts";
import { bringUp, refuseJsonInForeground } from "./bring_up.ts";
import type { StartFlags } from "./start_command.ts";

/** Starts what does not run yet. */
export async function start(
  this: TaskContext,
  { port = [], mode, ...flags }: StartFlags,
  ...names: string[]
): Promise<void> {
  const workspace = await loadWorkspace(this.system, this.paths);
  const services = selectServices(workspace, names);
  refuseUnknown(port.map(([name]) => name), services.map(({ name }) => name));
  const ports = new Map(port);
  const modes = new Map(services.map(({ name }) => [name, mode]));
  refuseJsonInForeground(modes.values(), flags.json);
  const { venv, notes } = await prepareWorkspace(
    this.system,
    this.paths,
    workspace,
    this,
  );
  if (!flags.json) notes.forEach((note) => this.report.note(note));
  await bringUp(this, workspace, services, { ...flags, modes, ports, venv });
}
