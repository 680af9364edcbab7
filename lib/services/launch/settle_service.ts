/**
 * Waits for one launched service and notes what came of it.
 *
 * @module
 */
import { awaitReady, type Readiness } from "./await_ready.ts";
import { type Claim, isOfRun, readClaim, writeClaim } from "../claims/claim.ts";
import { withLock } from "../../core/files/file_lock.ts";
import type { Launch } from "./launch_missing.ts";
import type { Paths } from "../../core/files/paths.ts";
import { type Reporter, silent, type Stage } from "../../core/reporter.ts";
import { relaunchService } from "./relaunch_service.ts";
import type {
  Started,
  StartMachine,
  StartOptions,
  StartWork,
} from "./start_options.ts";
import type { System } from "../../system/mod.ts";
import type { Service, Workspace } from "../../workspace/workspace.ts";

/** Launches of one service before a start gives up on it. */
export const LAUNCHES = 3;

/** The result of a start that `stop` or another start overtook. */
export function overtaken(name: string, claim: Claim): Started {
  const why = "it was stopped in the meantime";
  return { name, outcome: "stopped", claim, why };
}

/** Waits for one service; launches it again when it lost its port. */
export async function settleService(
  system: StartMachine,
  paths: Paths,
  workspace: Workspace,
  { service, claim, fresh }: Launch,
  options: StartWork,
): Promise<Started> {
  const { name } = service;
  if (!fresh && claim.readyMs !== null) {
    return { name, outcome: "already", claim, why: undefined };
  }
  const stage = (options.report ?? silent).stage(`Starting ${name}`);
  try {
    let current = claim;
    for (let launches = 1;; launches++) {
      const readiness = await awaitReady(
        system,
        paths,
        service,
        current,
        options.signal,
      );
      // It listens, is gone, or is known by its mark.
      await options.reservations.release(name);
      const lost = readiness.kind === "port-lost" && fresh &&
        launches < LAUNCHES;
      if (!lost) {
        return await conclude(system, paths, service, current, readiness, {
          ...options,
          stage,
          fresh,
        });
      }
      const next = await relaunchService(system, paths, workspace, service, {
        ...options,
        claim: current,
      });
      if (next === undefined) {
        stage.failed();
        return overtaken(name, current);
      }
      current = next;
    }
  } catch (error) {
    stage.failed();
    throw error;
  }
}

async function conclude(
  system: StartMachine,
  paths: Paths,
  service: Service,
  claim: Claim,
  readiness: Readiness,
  { stage, fresh, onReady, report = silent }: StartOptions & {
    stage: Stage;
    fresh: boolean;
  },
): Promise<Started> {
  const { name } = service;
  if (readiness.kind === "ready") {
    const ready: Claim = {
      ...claim,
      ...await identityOf(system, readiness.pid, claim),
      url: readiness.url,
      readyMs: Math.max(1, system.clock.now() - Date.parse(claim.since)),
    };
    if (await updateClaim(system, paths, ready, report)) {
      stage.done("ready");
      if (fresh) onReady?.(service, readiness.url);
      const outcome = fresh ? "started" : "already";
      return { name, outcome, claim: ready, why: undefined };
    }
  }
  stage.failed();
  // A stop that is at work has the lock until the claim is gone.
  const current = await withLock(
    system,
    paths,
    "services",
    () => isCurrent(system, paths, claim),
    { report },
  );
  if (!current) {
    return overtaken(name, claim);
  }
  if (readiness.kind === "silent") {
    return { name, outcome: "silent", claim, why: readiness.why };
  }
  const why = readiness.kind === "port-lost"
    ? `another program took port ${claim.port}`
    : whyEnded(claim);
  return { name, outcome: "ended", claim, why };
}

/** What was found is launched by its path, so a bare name was not found. */
function whyEnded({ command: [program = ""] }: Claim): string {
  return program.includes("/")
    ? "it exited before it answered"
    : `cannot find program "${program}" in .venv/bin or on PATH`;
}

/** The process that leads a service, which a daemon changes at its start. */
async function identityOf(
  { proc }: Pick<System, "proc">,
  pid: number,
  claim: Claim,
): Promise<Pick<Claim, "pid" | "startTime">> {
  if (pid === claim.pid) return claim;
  return { pid, startTime: (await proc.find(pid))?.startTime ?? "" };
}

async function isCurrent(
  system: Pick<System, "fs">,
  paths: Paths,
  claim: Claim,
): Promise<boolean> {
  const current = await readClaim(system, paths, claim.service);
  return isOfRun(current, claim);
}

/** Writes what is new of a claim, unless `stop` or another start came first. */
async function updateClaim(
  system: StartMachine,
  paths: Paths,
  claim: Claim,
  report: Reporter,
): Promise<boolean> {
  return await withLock(system, paths, "services", async () => {
    const current = await readClaim(system, paths, claim.service);
    if (!isOfRun(current, claim)) return false;
    if (current.readyMs === null) await writeClaim(system, paths, claim);
    return true;
  }, { report });
}
