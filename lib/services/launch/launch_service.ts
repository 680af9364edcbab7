/**
 * Launches one service and claims it.
 *
 * @module
 */
import { type Claim, writeClaim } from "../claims/claim.ts";
import { forgetComplete } from "../claims/complete_claims.ts";
import { type LaunchRecord, launchRecord } from "../claims/launch_record.ts";
import { endRun } from "../stop/end_run.ts";
import { peersOf } from "../ports/peers_of.ts";
import { explainLargeEnvironment } from "./environment/environment_size.ts";
import { findProgram } from "../../machine/find_program.ts";
import { launchEnvironment } from "./environment/launch_environment.ts";
import { withLogLimit } from "../logs/limited_log.ts";
import { kernelMark } from "../processes/kernel_mark.ts";
import type { Service } from "../../workspace/workspace.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { membersOf, scanProcesses } from "../processes/process_scan.ts";
import { serviceDir } from "./environment/service_files.ts";
import { beginLog } from "../logs/service_log.ts";
import {
  hasShell,
  shellCommand,
  shellStatePath,
} from "../loop/service_shell.ts";
import type { LaunchPlan } from "./launch_plan.ts";
import { launchInTmux, removeSocket, tmuxSocket } from "./tmux.ts";
import type { System } from "../../system/mod.ts";
import { inScope, userScope } from "../processes/user_scope.ts";
import { workspaceIdentity } from "../claims/workspace_identity.ts";

/** A service that was launched. */
export interface LaunchedService {
  readonly claim: Claim;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts the program and writes the claim; does not wait for an answer. */
export async function launchService(
  context: WorkspaceContext<"fs" | "proc" | "env" | "clock">,
  plan: LaunchPlan,
): Promise<LaunchedService> {
  const { system, paths } = context;
  const { proc, clock } = system;
  const { service, mode, ports } = plan;
  const { name, before, restart, stopSignal } = service;
  const port = ports.get(name);
  const run = crypto.randomUUID();
  const since = new Date(clock.now()).toISOString();
  const identity = await workspaceIdentity(context);
  const record = recordOf(plan);
  const socket = mode === "tmux" ? await tmuxSocket(identity, name) : undefined;
  const { env, fill } = await launchEnvironment(context, {
    ...plan,
    marker: {
      workspace: paths.root,
      workspaceId: identity,
      service: name,
      run,
      port,
      since,
      socket,
      record: launchRecord(record),
    },
  });
  const cwd = serviceDir(paths, service);
  const resolved = (words: readonly string[]): Promise<string[]> =>
    resolveProgram(system, cwd, words.map(fill), env);
  const command = await resolved(service.command);
  const stateFile = shellStatePath(paths, name);
  const isShell = hasShell(service);
  const log = await beginLog(context, name, { before: before.length });
  await system.fs.remove(stateFile);
  if (isShell) await system.fs.mkdir(paths.run);
  const launched = isShell
    ? shellCommand({
      command,
      before: await Promise.all(before.map(resolved)),
      restart,
      stopSignal,
      log,
      stateFile,
    })
    : command;
  const { logLimit } = service;
  const options = { cwd, env, log, mark: kernelMark(run), logLimit };

  const scope = socket === undefined ? await userScope(system, run) : undefined;
  const title = name;
  await forgetComplete(context);
  let pid: number;
  try {
    pid = socket === undefined
      ? await proc.launch(
        inScope(withLogLimit(launched, options), scope),
        options,
      )
      : await launchInTmux(system, launched, { ...options, socket, title });
  } catch (error) {
    throw explainLargeEnvironment(error, { program: command[0] ?? title, env });
  }
  // A program that is gone already is found to be so when it is waited for.
  const startTime = (await proc.find(pid))?.startTime ?? "";
  const claim: Claim = {
    ...record,
    root: paths.root,
    workspace: identity,
    service: name,
    run,
    pid,
    startTime,
    bootId: await proc.bootId(),
    launchedAt: startTime,
    scope,
    mode,
    command,
    port: port ?? null,
    log,
    cwd,
    probe: service.ready.command && await resolved(service.ready.command),
    socket: socket ?? null,
    since,
    readyMs: null,
    stopping: null,
  };
  try {
    await writeClaim(context, claim);
  } catch (error) {
    // What cannot be found again must not go on running.
    await endRun(system, {
      claim,
      members: membersOf(await scanProcesses(system), claim),
    });
    if (socket !== undefined) await removeSocket(system, socket);
    throw error;
  }
  return { claim, env };
}

/** What its claim and its processes say of how it is to be treated. */
function recordOf(
  { service, ports, venv, variables }: LaunchPlan,
): LaunchRecord {
  const port = ports.get(service.name);
  return {
    url: port === undefined || !hasPage(service)
      ? null
      : `http://127.0.0.1:${port}${service.open ?? "/"}`,
    venv: venv ?? null,
    peerPorts: Object.fromEntries(
      peersOf(service, variables).flatMap((peer) => {
        const given = ports.get(peer);
        return given === undefined ? [] : [[peer, given]];
      }),
    ),
    dependsOn: service.dependsOn,
    restart: service.restart,
    before: service.before.map((words) => words.join(" ")),
    stopSignal: service.stopSignal,
    stopTimeout: service.stopTimeout,
    logLimit: service.logLimit,
  };
}

/**
 * The command with its program as a file, where there is one: on the service's
 * own `PATH`, or from the directory in which it runs.
 */
async function resolveProgram(
  system: Pick<System, "fs">,
  dir: string,
  [program = "", ...args]: readonly string[],
  { PATH }: Readonly<Record<string, string>>,
): Promise<string[]> {
  const file = await findProgram(system, program, { path: PATH, dir });
  return [file ?? program, ...args];
}

/** Whether what listens on its port speaks HTTP, as a database does not. */
function hasPage({ open, address, ready }: Service): boolean {
  return open !== undefined || address !== undefined ||
    ready.path !== undefined;
}
