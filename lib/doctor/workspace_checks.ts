/**
 * The workspace: its environment, what is left of services, ports, Ollama.
 *
 * @module
 */
import { HEARTH } from "../system/launcher.ts";
import { withLock } from "../core/files/file_lock.ts";
import { checkOllama } from "../ollama/check/check_ollama.ts";
import { ollamaLine } from "../ollama/check/ollama_line.ts";
import { ollamaSettings } from "../ollama/check/ollama_settings.ts";
import { dirname, join } from "../core/files/posix_path.ts";
import { dropClaim } from "../services/claims/claim.ts";
import { scanProcesses } from "../services/processes/process_scan.ts";
import { findServices, type Found } from "../services/status/service_status.ts";
import { removeSocket, tmuxSocket } from "../services/launch/tmux.ts";
import { workspaceIdentity } from "../services/claims/workspace_identity.ts";
import { checkEnvironment } from "../setup/environment.ts";
import { listVenvs, removeAll } from "../setup/venv/prune_venvs.ts";
import type { Service } from "../workspace/workspace.ts";
import type { Check, DoctorContext } from "./check.ts";
import { envFileChecks } from "./env_file_checks.ts";
import { guarded } from "./guarded.ts";

/** Looks at everything that belongs to the workspace, as far as it can be read. */
export async function workspaceChecks(
  context: DoctorContext,
): Promise<Check[]> {
  return (await Promise.all([
    guarded(".venv", () => environment(context)),
    guarded(".hearth", () => state(context)),
    guarded(".env", () => envFileChecks(context)),
    guarded("services", () => serviceChecks(context)),
    guarded("ollama", () => ollama(context)),
  ])).flat();
}

/** Looks at what belongs to services, running or not. */
async function serviceChecks(context: DoctorContext): Promise<Check[]> {
  const { system, workspace } = context;
  const scan = await scanProcesses(system);
  const names = workspace.services.map(({ name }) => name);
  const found = await findServices(context, scan, names);
  return (await Promise.all([
    unfinished(context, found),
    claims(context, found),
    sockets(context, found),
    Promise.all(
      workspace.services.map((service) => port(context, service, found)),
    ),
  ])).flat(2);
}

async function environment(
  context: DoctorContext,
): Promise<Check> {
  const { current, reasons } = await checkEnvironment(context);
  const name = ".venv";
  if (current) return { name, state: "ok", message: "current" };
  const message = reasons.join("; ");
  return { name, state: "bad", message, hint: `Run: ${HEARTH} setup` };
}

/** `.hearth` holds tokens and what services were started with. */
async function state({ system: { fs }, paths }: DoctorContext): Promise<Check> {
  const name = ".hearth";
  const stat = await fs.stat(paths.state);
  if (stat === undefined || (stat.mode & 0o077) === 0) {
    return { name, state: "ok", message: stat ? "private" : "not there yet" };
  }
  return {
    name,
    state: "bad",
    message: `other users can access it: mode ${stat.mode.toString(8)}`,
    hint: "Run: chmod 700 .hearth",
    fix: () => fs.setMode(paths.state, 0o700),
  };
}

/** Environments that a setup left when it was killed. */
async function unfinished(
  context: DoctorContext,
  found: readonly Found[],
): Promise<Check> {
  const { system, report } = context;
  const name = "venvs";
  const used = found.map(({ claim }) => claim?.venv);
  const look = async (): Promise<string[]> =>
    (await listVenvs(context)).orphans
      .filter((venv) => !used.includes(venv));
  const { length } = await look();
  if (length === 0) {
    return { name, state: "ok", message: "no incomplete venvs" };
  }
  return {
    name,
    state: "note",
    message: `${length} unfinished or broken`,
    hint: `Run: ${HEARTH} clean`,
    fix: () =>
      withLock(
        context,
        "setup",
        async () => removeAll(system, await look()),
        { report },
      ),
  };
}

function claims(
  context: DoctorContext,
  found: readonly Found[],
): Check {
  const { report } = context;
  const name = "claims";
  const stale = found.filter(({ state }) => state === "stale");
  if (stale.length === 0) {
    return { name, state: "ok", message: "no stale records" };
  }
  const names = stale.map((service) => service.name);
  return {
    name,
    state: "note",
    message: `stale: ${names.join(", ")}`,
    hint: `Run: ${HEARTH} clean`,
    fix: () =>
      withLock(context, "services", async () => {
        for (const service of names) await dropClaim(context, service);
      }, { report }),
  };
}

/** Sockets of tmux servers that are no more. */
async function sockets(
  { system, paths }: DoctorContext,
  found: readonly Found[],
): Promise<Check> {
  const { fs, proc } = system;
  const name = "tmux sockets";
  const identity = await workspaceIdentity({ system, paths });
  const dir = dirname(await tmuxSocket(identity, "any"));
  const stat = await fs.statLink(dir);
  const isOurs = stat?.kind === "directory" && stat.owned;
  const alive = found.filter(({ members }) => members.length > 0)
    .map((service) => service.name);
  const dead: string[] = [];
  for (const entry of isOurs ? await fs.readDir(dir) ?? [] : []) {
    if (alive.includes(entry.name)) continue;
    const socket = join(dir, entry.name);
    const { code } = await proc.run(["tmux", "-S", socket, "list-sessions"]);
    if (code !== 0) dead.push(socket);
  }
  if (dead.length === 0) {
    return { name, state: "ok", message: "no dead sockets" };
  }
  return {
    name,
    state: "note",
    message: `dead: ${dead.join(", ")}`,
    hint: `Run: ${HEARTH} doctor --fix`,
    fix: async () => {
      for (const socket of dead) await removeSocket(system, socket);
    },
  };
}

async function port(
  { system: { net } }: DoctorContext,
  { name: service, port }: Service,
  found: readonly Found[],
): Promise<Check[]> {
  if (port === undefined) return [];
  const name = `port ${port}`;
  const own = found.find(({ claim, members }) =>
    claim?.port === port && members.length > 0
  );
  if (own) return [{ name, state: "ok", message: `in use by ${own.name}` }];
  if (net.isFree(port)) return [{ name, state: "ok", message: "free" }];
  const owner = await net.owner(port);
  const who = owner ? `${owner.command} (${owner.pid})` : "another program";
  return [{
    name,
    state: "note",
    message: `in use by ${who}: ${service} will use the next free port`,
  }];
}

async function ollama(
  { system, paths, workspace }: DoctorContext,
): Promise<Check> {
  const settings = await ollamaSettings({ system, paths, workspace });
  const state = await checkOllama(system, settings);
  const isThere = state.kind === "up" && state.chosen !== null;
  return {
    name: "ollama",
    state: isThere ? "ok" : "note",
    message: ollamaLine(state),
    ...(!isThere &&
      { hint: `Only the chat needs it. For details: ${HEARTH} ollama` }),
  };
}
