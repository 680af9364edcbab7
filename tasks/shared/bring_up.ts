/**
 * What `start` and `restart` share: services, pages, answer.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { settleAll } from "../../lib/core/concurrency/settle_all.ts";
import type { Mode } from "../../lib/services/claims/claim.ts";
import { keepEntry } from "../../lib/shell/entry/keep_entry.ts";
import { failIfAnyDid } from "./fail_if_any_did.ts";
import { keptValues } from "./kept_values.ts";
import type { OllamaLook } from "../../lib/ollama/serve/ollama_for_services.ts";
import { ollamaLine } from "../../lib/ollama/check/ollama_line.ts";
import { whyNotOpen } from "../../lib/services/open/open_page.ts";
import {
  openService,
  signInAddress,
} from "../../lib/services/open/open_service.ts";
import type { Started } from "../../lib/services/launch/start_options.ts";
import { startServices } from "../../lib/services/launch/start_services.ts";
import { stopServices } from "../../lib/services/stop/stop_services.ts";
import {
  reportOf,
  statusTable,
} from "../../lib/services/status/status_report.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import type { Program } from "../../lib/setup/python/interpreter.ts";
import type { Service, Workspace } from "../../lib/workspace/workspace.ts";
import { runInForeground } from "./foreground.ts";

/** How services are brought up. */
export interface BringUpOptions {
  /** By service; background where absent. */
  readonly modes: ReadonlyMap<string, Mode>;
  readonly open: boolean;
  readonly json: boolean;
  readonly ports: ReadonlyMap<string, number>;
  /** Services that no one asked for, with one that depends on each. */
  readonly needed: ReadonlyMap<string, string>;
  readonly strictPorts: boolean;
  /** Real path of the venv from which services start. */
  readonly venv: string;
  /** Names of declared secrets that have no value. */
  readonly missing?: readonly string[];
  /** Pythons that were found on PATH. */
  readonly pythons: readonly Program[];
  /** Absent for a workspace that does not use Ollama. */
  readonly ollama: OllamaLook | undefined;
}

/**
 * Starts services of a workspace that is prepared and prints where they are;
 * meanwhile what entering reads is made current, for which nothing waits.
 *
 * @throws {UserError} when a service did not come up; the others stay
 */
export async function bringUp(
  context: TaskContext,
  { workspace, services }: {
    readonly workspace: Workspace;
    readonly services: readonly Service[];
  },
  options: BringUpOptions,
): Promise<void> {
  const { system, paths, report, signal } = context;
  const { pythons } = options;
  await settleAll([
    startAndShow(context, workspace, services, options),
    keepEntry({ system, paths, workspace }, { pythons, report, signal }),
  ]);
}

async function startAndShow(
  context: TaskContext,
  workspace: Workspace,
  services: readonly Service[],
  options: BringUpOptions,
): Promise<void> {
  const { modes, open, json, ports, needed, strictPorts, venv, ollama } =
    options;
  const { system, paths, report, signal } = context;
  const isForeground = [...modes.values()].includes("foreground");
  const opened: Promise<boolean>[] = [];
  const pages: { readonly service: Service; readonly url: string }[] = [];
  const mayOpen = open && await whyNotOpen(system) === undefined;
  const started = await startServices({ system, paths, workspace }, services, {
    modes,
    ports,
    needed,
    strictPorts,
    venv,
    dotenv: await keptValues(context, workspace),
    ...(ollama && { variables: ollama.variables() }),
    report,
    signal,
    onReady: (service, url) => {
      if (url === null || service.open === undefined) return;
      pages.push({ service, url });
      if (mayOpen) opened.push(openReady(context, service, url));
    },
  });
  const reports = started.map((service) => reportOf(service.found));
  if (json) report.result(JSON.stringify({ services: reports }));
  else report.result(statusTable(reports, system.clock.now()));
  // Known by now, unless the server is slow; nothing waits for it.
  if (ollama?.state && !json) report.note(ollamaLine(ollama.state));
  if (open && !mayOpen && pages.length > 0 && !json) {
    report.note(await whyNotOpen(system, pages.map(({ url }) => url)) ?? "");
    for (const { service: { name, address } } of pages) {
      if (address !== "file") continue;
      report.note(
        `${name} needs a sign-in: "${HEARTH} open --print ${name}" prints its address`,
      );
    }
  }
  if ((await Promise.all(opened)).includes(false)) {
    report.warn("The browser could not be started: open the pages yourself");
  }
  noteKeptPorts(context, started, ports);
  try {
    await failIfAnyDid(context, started, options);
  } catch (error) {
    // No one watches what would go on in the foreground.
    if (isForeground) {
      const names = started.filter(({ outcome }) => outcome !== "already")
        .map(({ name }) => name);
      await stopServices(context, names, { report });
    }
    throw error;
  }
  if (isForeground) await runInForeground(context, started);
}

async function openReady(
  context: TaskContext,
  service: Service,
  url: string,
): Promise<boolean> {
  const address = await signInAddress(context, { service, url });
  return address !== undefined &&
    await openService(context, { service, url: address });
}

/** Reports services that run on another port than was asked for. */
function noteKeptPorts(
  { report }: TaskContext,
  started: readonly Started[],
  ports: ReadonlyMap<string, number>,
): void {
  for (const { name, outcome, claim } of started) {
    const wanted = ports.get(name);
    if (outcome !== "already" || !wanted || claim?.port === wanted) continue;
    report.note(
      `${name} is already running on port ${claim?.port}: stop it first to use port ${wanted}`,
    );
  }
}
