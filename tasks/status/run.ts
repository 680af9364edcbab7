/**
 * `status` says what runs, where and since when.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { settleAll } from "../../lib/core/concurrency/settle_all.ts";
import { EXIT } from "../../lib/core/errors.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { inspectOllama } from "../../lib/ollama/check/inspect_ollama.ts";
import { ollamaLine } from "../../lib/ollama/check/ollama_line.ts";
import {
  describeMisdirected,
  misdirectedServices,
} from "../../lib/services/status/misdirected_services.ts";
import { outdatedServices } from "../../lib/services/status/outdated_services.ts";
import { currentServices } from "../../lib/services/status/current_services.ts";
import { refuseUnknown } from "../../lib/services/launch/select_services.ts";
import {
  reportOf,
  statusTable,
} from "../../lib/services/status/status_report.ts";
import { knownServices } from "../../lib/services/status/known_services.ts";
import type { Found } from "../../lib/services/status/service_status.ts";
import type { ServiceFacts } from "../../lib/services/watch/service_facts.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `status`. */
export interface StatusFlags {
  readonly json: boolean;
  readonly why: boolean;
  readonly watch: boolean;
}

/** Prints the state of services; exit code 1 when one of them failed. */
export async function status(
  this: TaskContext,
  { json, why, watch }: StatusFlags,
  ...names: string[]
): Promise<void> {
  const { system, paths, report } = this;
  const workspace = await loadWorkspace(this);
  const { services } = workspace;
  const isChosen = ({ name }: { readonly name: string }): boolean =>
    names.length === 0 || names.includes(name);
  if (watch) {
    const { watchStatus } = await import("./watch_status.ts");
    refuseUnknown(names, await knownServices(this));
    const look = async (): Promise<Found[]> =>
      (await currentServices(this, services, { members: true }))
        .filter(isChosen);
    return await watchStatus(this, { json, look });
  }
  const isAsked = workspace.ollama !== undefined && names.length === 0;
  const [all, ollama] = await settleAll([
    currentServices(this, services, { members: why }),
    isAsked
      ? inspectOllama({ system, paths, workspace })
      : Promise.resolve(undefined),
  ]);
  refuseUnknown(names, all.map(({ name }) => name));
  const found = all.filter(isChosen);
  const facts = why ? await factsOf(system, found) : [];
  const reports = found.map((service, at) => ({
    ...reportOf(service, { why }),
    ...facts[at],
  }));
  if (json) {
    report.result(JSON.stringify({
      services: reports,
      ...(ollama && { ollama }),
    }));
  } else {
    report.result(statusTable(reports, system.clock.now()));
    if (ollama) report.result(ollamaLine(ollama));
    for (const [at, service] of found.entries()) {
      if (why) {
        report.note(`${service.name}: ${service.why}`);
        await explain(report, facts[at]);
      } else if (service.state === "failed" || service.state === "stale") {
        report.note(
          `${service.name}: ${service.why}; see ${
            service.claim?.log ?? paths.logs
          }`,
        );
      }
    }
  }
  const outdated = await outdatedServices(this, found);
  if (outdated.length > 0) {
    const list = outdated.join(", ");
    report.note(
      `${list}: started from an earlier .venv. To use the current one: ${HEARTH} restart ${
        outdated.join(" ")
      }`,
    );
  }
  const living = all.flatMap(({ claim, members }) =>
    claim && members.length > 0 ? [claim] : []
  );
  for (const misdirected of misdirectedServices(living, living)) {
    if (found.some(({ name }) => name === misdirected.name)) {
      report.note(describeMisdirected(misdirected));
    }
  }
  if (found.some(({ state }) => state === "failed")) {
    this.process.exitCode = EXIT.failed;
  }
}

/** Loaded only here, because a plain status has to be quick. */
async function factsOf(
  system: TaskContext["system"],
  found: readonly Found[],
): Promise<ServiceFacts[]> {
  const { serviceFacts } = await import(
    "../../lib/services/watch/service_facts.ts"
  );
  return await Promise.all(
    found.map((service) => serviceFacts(system, service)),
  );
}

async function explain(
  report: TaskContext["report"],
  facts: ServiceFacts | undefined,
): Promise<void> {
  if (facts === undefined) return;
  const { describeFacts } = await import(
    "../../lib/services/watch/describe_facts.ts"
  );
  describeFacts(facts).forEach((line) => report.note(line));
}
