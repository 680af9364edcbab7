/**
 * `start` sets up if needed, starts services and opens their pages.
 *
 * @module
 */
import { EXIT, UserError } from "../../lib/core/errors.ts";
import { settleAll } from "../../lib/core/concurrency/settle_all.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { beginLook } from "../../lib/ollama/serve/ollama_for_services.ts";
import { OLLAMA_SERVICE } from "../../lib/ollama/serve/ollama_service.ts";
import {
  namesWithOllama,
  serveOllama,
} from "../../lib/ollama/serve/serve_ollama.ts";
import { aheadCompiler } from "../../lib/setup/venv/install/compile_ahead.ts";
import { prepareWorkspace } from "../../lib/setup/prepare_workspace.ts";
import { refuseUnknown } from "../../lib/services/launch/select_services.ts";
import { servicesToStart } from "../../lib/services/order/services_to_start.ts";
import { confirmation } from "../shared/confirmation.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { askMissing } from "../shared/ask_missing.ts";
import { refuseJsonInForeground } from "../shared/refuse_json.ts";
import type { Mode } from "../../lib/services/claims/claim.ts";

/** Flags of `start`. */
export interface StartFlags {
  readonly mode: Mode;
  readonly open: boolean;
  readonly json: boolean;
  readonly port?: readonly (readonly [string, number])[];
  readonly strictPorts: boolean;
  readonly ollama: boolean;
  readonly all: boolean;
}

/** Starts what does not run yet. */
export async function start(
  this: TaskContext,
  { port = [], mode, ollama, all, ...flags }: StartFlags,
  ...names: string[]
): Promise<void> {
  const { system, paths, report, signal } = this;
  refuseJsonInForeground(mode, flags.json);
  const declared = await loadWorkspace(this);
  if (all && names.length > 0) {
    throw new UserError("Cannot use --all with names of services", {
      hint: "Leave out one of the two.",
      exitCode: EXIT.usage,
    });
  }
  const asked = ollama || names.includes(OLLAMA_SERVICE);
  const workspace = await serveOllama({ system, paths, workspace: declared }, {
    asked,
    report,
    signal,
  });
  const wanted = namesWithOllama(names, { workspace, isFlagged: ollama });
  if (wanted === undefined) {
    if (flags.json) report.result(JSON.stringify({ services: [] }));
    return;
  }
  const { services, needed } = servicesToStart(workspace, wanted, { all });
  refuseUnknown(port.map(([name]) => name), services.map(({ name }) => name));
  const ports = new Map(port);
  const missing = await askMissing(this, workspace, flags);
  const modes = new Map(services.map(({ name }) => [name, mode]));
  const loadBringUp = (): Promise<typeof import("../shared/bring_up.ts")> =>
    import("../shared/bring_up.ts");
  await using ahead = aheadCompiler(system, services);
  const [{ venv, pythons, notes }, look] = await settleAll([
    prepareWorkspace({ system, paths, workspace }, {
      report,
      signal,
      confirm: flags.json ? undefined : confirmation(this),
      // The installer does not wait for what is only needed after it.
      onInstall: () => void loadBringUp(),
      onInstalled: ahead.begin,
    }),
    beginLook({ system, paths, workspace }),
  ]);
  if (!flags.json) notes.forEach((note) => report.note(note));
  const { bringUp } = await loadBringUp();
  await bringUp(this, { workspace, services }, {
    ...flags,
    modes,
    ports,
    needed,
    venv,
    pythons,
    missing,
    ollama: look,
  });
}
