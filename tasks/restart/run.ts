/**
 * `restart` stops services and starts them on the ports that they had.
 *
 * @module
 */
import { settleAll } from "../../lib/core/concurrency/settle_all.ts";
import { type Mode, readClaim } from "../../lib/services/claims/claim.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { beginLook } from "../../lib/ollama/serve/ollama_for_services.ts";
import { OLLAMA_SERVICE } from "../../lib/ollama/serve/ollama_service.ts";
import { serveOllama } from "../../lib/ollama/serve/serve_ollama.ts";
import { aheadCompiler } from "../../lib/setup/venv/install/compile_ahead.ts";
import { prepareWorkspace } from "../../lib/setup/prepare_workspace.ts";
import { refuseLeft } from "../../lib/services/stop/left_behind.ts";
import { refuseUnknown } from "../../lib/services/launch/select_services.ts";
import { servicesToStart } from "../../lib/services/order/services_to_start.ts";
import { stopServices } from "../../lib/services/stop/stop_services.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { bringUp } from "../shared/bring_up.ts";
import { refuseJsonInForeground } from "../shared/refuse_json.ts";
import { withoutHangup } from "../shared/without_hangup.ts";

/** Flags of `restart`. */
export interface RestartFlags {
  readonly mode?: Mode;
  readonly json: boolean;
}

/** Restarts services; those that did not run are started too. */
export async function restart(
  this: TaskContext,
  { mode, json }: RestartFlags,
  ...names: string[]
): Promise<void> {
  const { system, paths, report } = this;
  const signal = withoutHangup(this.signal);
  const workspace = await serveOllama(
    { system, paths, workspace: await loadWorkspace(this) },
    { asked: names.includes(OLLAMA_SERVICE), report, signal },
  );
  refuseUnknown(names, workspace.services.map(({ name }) => name));
  refuseJsonInForeground(mode, json);
  await using ahead = aheadCompiler(system, workspace.services);
  // What cannot be prepared must not cost what runs.
  const [{ venv, pythons, notes }, ollama] = await settleAll([
    prepareWorkspace({ system, paths, workspace }, {
      report,
      signal,
      onInstalled: ahead.begin,
    }),
    beginLook({ system, paths, workspace }),
  ]);
  if (!json) notes.forEach((note) => report.note(note));
  const modes = new Map<string, Mode>();
  const ports = new Map<string, number>();
  const asked: string[] = [];
  for (const { name, optional } of workspace.services) {
    const claim = await readClaim(this, name);
    if (claim?.port) ports.set(name, claim.port);
    // The one who watches a foreground start is not the one who restarts.
    const before = claim?.mode === "tmux" ? "tmux" : "background";
    modes.set(name, mode ?? before);
    const isAsked = names.length > 0
      ? names.includes(name)
      : claim !== undefined || !optional;
    if (isAsked) asked.push(name);
  }
  const stopped = await stopServices(this, asked, {
    report,
    signal,
    dependents: true,
  });
  refuseLeft(stopped);
  const ended = stopped.filter(({ outcome }) => outcome !== "none")
    .map(({ name }) => name)
    .filter((name) => workspace.services.some((one) => one.name === name));
  const { services, needed } = servicesToStart(workspace, [
    ...asked,
    ...ended,
  ]);
  await bringUp({ ...this, signal }, { workspace, services }, {
    modes,
    open: false,
    json,
    ports,
    needed,
    strictPorts: false,
    venv,
    pythons,
    ollama,
  });
}
