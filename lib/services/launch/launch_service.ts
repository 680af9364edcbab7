/**
 * Launches one service and claims it.
 *
 * @module
 */
import { type Claim, type Mode, writeClaim } from "../claims/claim.ts";
import { ADDRESS_VARIABLE, prepareAddressFile } from "../open/address_file.ts";
import { endRun } from "../stop/end_run.ts";
import { fillPorts, peersOf } from "../ports/fill_ports.ts";
import { explainLargeEnvironment } from "./environment_size.ts";
import { findProgram } from "../../machine/find_program.ts";
import { markerVariables } from "../processes/marker.ts";
import type { Paths } from "../../core/files/paths.ts";
import { membersOf, scanProcesses } from "../processes/process_scan.ts";
import { serviceEnvironment } from "./service_environment.ts";
import { beginLog } from "../logs/service_log.ts";
import { launchInTmux, removeSocket, tmuxSocket } from "./tmux.ts";
import type { System } from "../../system/mod.ts";
import type { Service, Workspace } from "../../workspace/workspace.ts";
import { workspaceIdentity } from "../claims/workspace_identity.ts";

/** What is decided before a launch. */
export interface LaunchPlan {
  readonly service: Service;
  readonly mode: Mode;
  /** Ports by service, this one's and those of the others. */
  readonly ports: ReadonlyMap<string, number>;
  /** Real path of the venv that the service keeps until it ends. */
  readonly venv: string | undefined;
  /** Variables of `.env`. */
  readonly dotenv: Readonly<Record<string, string>>;
  /** Variables that yield to those of `workspace.ts`; ports as in these. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Starts the program and writes the claim; does not wait for an answer. */
export async function launchService(
  system: Pick<System, "fs" | "proc" | "env" | "clock">,
  paths: Paths,
  workspace: Workspace,
  { service, mode, ports, venv, dotenv, variables }: LaunchPlan,
): Promise<Claim> {
  const { proc, clock } = system;
  const port = ports.get(service.name);
  const run = crypto.randomUUID();
  const since = new Date(clock.now()).toISOString();
  const fill = (text: string): string =>
    fillPorts(text, service.name, ports).replaceAll("{kit}", paths.kit);
  const identity = await workspaceIdentity(system, paths);
  const socket = mode === "tmux"
    ? await tmuxSocket(identity, service.name)
    : undefined;
  const env = serviceEnvironment({
    inherited: system.env.all(),
    venv,
    venvLink: paths.venv,
    dotenv,
    variables: [
      mapValues(variables, fill),
      workspace.env,
      mapValues(service.env, fill),
      service.address === "jupyter"
        ? { JUPYTER_RUNTIME_DIR: paths.jupyterRuntime }
        : {},
      service.address === "file"
        ? {
          [ADDRESS_VARIABLE]: await prepareAddressFile(
            system,
            paths,
            service.name,
          ),
        }
        : {},
      {
        HEARTH_WORKSPACE_NAME: workspace.name,
        ...markerVariables({
          workspace: paths.root,
          workspaceId: identity,
          service: service.name,
          run,
          port,
          since,
          socket,
        }),
      },
    ],
  });
  const command = await resolveProgram(
    system,
    paths,
    service.command.map(fill),
    env,
  );
  const log = await beginLog(system, paths, service.name);
  const options = { cwd: paths.root, env, log };

  const title = service.name;
  let pid: number;
  try {
    pid = socket === undefined
      ? await proc.launch(command, options)
      : await launchInTmux(system, command, { ...options, socket, title });
  } catch (error) {
    throw explainLargeEnvironment(error, command[0] ?? title, env);
  }
  const claim: Claim = {
    root: paths.root,
    workspace: identity,
    service: service.name,
    run,
    pid,
    // A program that is gone already is found to be so when it is waited for.
    startTime: (await proc.find(pid))?.startTime ?? "",
    bootId: await proc.bootId(),
    mode,
    command,
    port: port ?? null,
    peerPorts: Object.fromEntries(
      peersOf(service, variables).flatMap((peer) => {
        const given = ports.get(peer);
        return given === undefined ? [] : [[peer, given]];
      }),
    ),
    url: port === undefined
      ? null
      : `http://127.0.0.1:${port}${service.open ?? "/"}`,
    log,
    venv: venv ?? null,
    stopTimeout: service.stopTimeout,
    stopSignal: service.stopSignal,
    logLimit: service.logLimit,
    dependsOn: service.dependsOn,
    restart: service.restart,
    socket: socket ?? null,
    since,
    readyMs: null,
    stopping: null,
  };
  try {
    await writeClaim(system, paths, claim);
  } catch (error) {
    // What cannot be found again must not go on running.
    await endRun(system, claim, membersOf(await scanProcesses(system), claim));
    if (socket !== undefined) await removeSocket(system, socket);
    throw error;
  }
  return claim;
}

/**
 * The command with its program as a file, where there is one: on the service's
 * own `PATH`, or in the workspace.
 */
async function resolveProgram(
  system: Pick<System, "fs">,
  { root }: Paths,
  [program = "", ...args]: readonly string[],
  { PATH }: Readonly<Record<string, string>>,
): Promise<string[]> {
  const file = await findProgram(system, program, { path: PATH, dir: root });
  return [file ?? program, ...args];
}

function mapValues(
  record: Readonly<Record<string, string>>,
  change: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, change(value)]),
  );
}
