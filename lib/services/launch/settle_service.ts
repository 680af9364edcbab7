/**
 * Waits for one launched service and notes what came of it.
 *
 * @module
 */
import { awaitReady, type Readiness } from "../ready/await_ready.ts";
import { hasShell } from "../loop/service_shell.ts";
import { readShellState } from "../loop/shell_state.ts";
import { refuseLeft } from "../stop/left_behind.ts";
import { stopUnderLock } from "../stop/stop_services.ts";
import { type Claim, isOfRun, readClaim, writeClaim } from "../claims/claim.ts";
import { withLock } from "../../core/files/file_lock.ts";
import type { Launch } from "./launch_missing.ts";
import type { Context } from "../../core/context.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { type Reporter, silent, type Stage } from "../../core/reporter.ts";
import { relaunchService } from "./relaunch_service.ts";
import type {
  Started,
  StartMachine,
  StartOptions,
  StartWork,
} from "./start_options.ts";
import type { System } from "../../system/mod.ts";

/** Launches of one service before a start gives up on it. */
export const LAUNCHES = 3;

/** The result of a start that `stop` or another start overtook. */
export function overtaken(name: string, claim: Claim | undefined): Started {
  const why = "it was stopped in the meantime";
  return { name, outcome: "stopped", claim, why };
}

/** Waits for one service; launches it again when it lost its port. */
export async function settleService(
  context: WorkspaceContext<keyof StartMachine>,
  launch: Launch,
  options: StartWork,
): Promise<Started> {
  const { service, claim, fresh } = launch;
  const { name } = service;
  if (!fresh && claim.readyMs !== null) {
    const state = hasShell(claim)
      ? await readShellState(context, name)
      : undefined;
    const isSteady = state === undefined ||
      (state.phase === "run" && state.restarts === 0);
    if (isSteady) return { name, outcome: "already", claim, why: undefined };
  }
  const stage = (options.report ?? silent).stage(`Starting ${name}`);
  try {
    let current = launch;
    for (let launches = 1;; launches++) {
      const readiness = await awaitReady(
        context,
        { service, claim: current.claim },
        {
          env: current.env,
          signal: options.signal,
          stage,
          report: options.report,
        },
      );
      // It listens, is gone, or is known by its mark.
      await options.reservations.release(name);
      const lost = readiness.kind === "port-lost" && fresh &&
        launches < LAUNCHES;
      if (!lost) {
        return await conclude(context, current, readiness, {
          ...options,
          stage,
        });
      }
      const next = await relaunchService(context, service, {
        ...options,
        claim: current.claim,
      });
      if (next === undefined) {
        stage.failed();
        return overtaken(name, current.claim);
      }
      current = next;
    }
  } catch (error) {
    stage.failed();
    throw error;
  }
}

async function conclude(
  context: Context<keyof StartMachine>,
  { service, claim, fresh }: Launch,
  readiness: Readiness,
  { stage, onReady, report = silent }: StartOptions & { stage: Stage },
): Promise<Started> {
  const { system } = context;
  const { name } = service;
  if (readiness.kind === "ready") {
    const ready: Claim = {
      ...claim,
      ...await identityOf(system, readiness.pid, claim),
      url: readiness.url,
      readyMs: claim.readyMs ??
        Math.max(1, system.clock.now() - Date.parse(claim.since)),
    };
    if (await updateClaim(context, ready, report)) {
      stage.done("ready");
      if (fresh) onReady?.(service, readiness.url);
      const outcome = fresh ? "started" : "already";
      return { name, outcome, claim: ready, why: undefined };
    }
  }
  stage.failed();
  const why = whyNotReady(readiness, claim);
  // A stop that is at work has the lock until the claim is gone.
  const isCurrent = await withLock(context, "services", async () => {
    const current = await readClaim(context, name);
    if (!isOfRun(current, claim)) return false;
    if (fresh) await giveUp(context, current, why);
    return true;
  }, { report });
  if (!isCurrent) return overtaken(name, claim);
  const outcome = readiness.kind === "silent" && !fresh ? "silent" : "ended";
  const log = "log" in readiness ? readiness.log : undefined;
  return { name, outcome, claim, why, log };
}

function whyNotReady(readiness: Readiness, claim: Claim): string {
  if (readiness.kind === "port-lost") {
    return `another program took port ${claim.port}`;
  }
  const known = "why" in readiness ? readiness.why : undefined;
  return known ?? whyEnded(claim);
}

/**
 * Ends what did not become ready and keeps its claim, with the reason: what was
 * not running before the start must not be left half-started by it.
 */
async function giveUp(
  context: Context<keyof StartMachine>,
  claim: Claim,
  failure: string,
): Promise<void> {
  refuseLeft(await stopUnderLock(context, [claim.service]));
  await writeClaim(context, { ...claim, failure });
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

/** Writes what is new of a claim, unless `stop` or another start came first. */
async function updateClaim(
  context: Context<keyof StartMachine>,
  claim: Claim,
  report: Reporter,
): Promise<boolean> {
  return await withLock(context, "services", async () => {
    const current = await readClaim(context, claim.service);
    if (!isOfRun(current, claim)) return false;
    if (current.readyMs === null) await writeClaim(context, claim);
    return true;
  }, { report });
}
