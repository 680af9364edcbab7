/**
 * Waits until a service answers by itself.
 *
 * @module
 */
import { readAddress } from "../open/address_file.ts";
import type { Claim } from "../claims/claim.ts";
import {
  jupyterAddress,
  jupyterAddressOfAny,
} from "../presets/jupyter_address.ts";
import {
  atHost,
  LOOPBACK_HOSTS,
  type LoopbackHost,
} from "../ports/loopback_url.ts";
import type { Paths } from "../../core/files/paths.ts";
import { membersOf, scanProcesses } from "../processes/process_scan.ts";
import type { System } from "../../system/mod.ts";
import type { Service } from "../../workspace/workspace.ts";
import { livingLeader } from "../processes/living_leader.ts";

/** Milliseconds between two questions. */
const INTERVAL_MS = 10;
/** Milliseconds that one answer may take. */
const ANSWER_TIMEOUT_MS = 5000;
/** Milliseconds that a service without a port must live to count as ready. */
const SETTLED_MS = 300;

/**
 * Milliseconds for which a stranger's answer on the service's port is not
 * believed: a service that lost its port ends within them, one that answers
 * through another program (a container's proxy) does not.
 */
const DOUBT_MS = 2000;

/** How the waiting ended. `pid` is the process that leads the service now. */
export type Readiness =
  | {
    readonly kind: "ready";
    readonly url: string | null;
    readonly pid: number;
  }
  | { readonly kind: "ended" }
  /** Somebody else got the port between our look and the service's. */
  | { readonly kind: "port-lost" }
  | { readonly kind: "silent"; readonly why: string };

type Machine = Pick<System, "fs" | "proc" | "net" | "clock">;

/**
 * Asks a launched service until it answers, ends, or time is up. An answer
 * below 500 counts; it must come from the service's own processes.
 */
export async function awaitReady(
  system: Machine,
  paths: Paths,
  service: Service,
  claim: Claim,
  signal?: AbortSignal,
): Promise<Readiness> {
  const { clock } = system;
  const begun = clock.elapsed();
  const giveUp = begun + service.ready.timeout * 1000;
  const asked: Asked = { begun, giveUp, strangerSince: undefined };
  let why: string | undefined;
  while (clock.elapsed() < giveUp) {
    signal?.throwIfAborted();
    const pid = await livingLeader(system, claim);
    if (pid === undefined) return ended(system, claim);
    const answer = await ask(system, paths, service, claim, pid, asked);
    if (typeof answer !== "string") return answer;
    // Time ran out during the last question: no answer to it says nothing.
    if (clock.elapsed() < giveUp) why = answer;
    await clock.sleep(INTERVAL_MS, signal);
  }
  return { kind: "silent", why: why ?? "it does not answer" };
}

/** What one question after the other has to know. */
interface Asked {
  readonly begun: number;
  readonly giveUp: number;
  strangerSince: number | undefined;
}

/** Asks once: ready, or why not yet. */
async function ask(
  system: Machine,
  paths: Paths,
  service: Service,
  claim: Claim,
  pid: number,
  asked: Asked,
): Promise<Extract<Readiness, { kind: "ready" }> | string> {
  const now = system.clock.elapsed();
  if (claim.port === null) {
    if (now - asked.begun >= SETTLED_MS) {
      return { kind: "ready", url: null, pid };
    }
    return "it has only just started";
  }
  let why = "it does not answer";
  let stranger: LoopbackHost | undefined;
  for (const host of LOOPBACK_HOSTS) {
    const answer = await system.net.get(
      `http://${host}:${claim.port}${service.ready.path}`,
      Math.min(
        ANSWER_TIMEOUT_MS,
        Math.max(1, asked.giveUp - system.clock.elapsed()),
      ),
    );
    if (answer === undefined) continue;
    if (answer.status >= 500) {
      why = `it answers with status ${answer.status}`;
    } else if (await answersItself(system, claim, pid, host)) {
      return await readyAt(system, paths, service, claim, pid, host);
    } else {
      stranger ??= host;
    }
  }
  if (stranger === undefined) return why;
  asked.strangerSince ??= now;
  if (now - asked.strangerSince < DOUBT_MS) {
    return "another program answers on its port";
  }
  return await readyAt(system, paths, service, claim, pid, stranger);
}

/** Ready with its page on the host that answered, once it is known. */
async function readyAt(
  system: Machine,
  paths: Paths,
  service: Service,
  claim: Claim,
  pid: number,
  host: LoopbackHost,
): Promise<Extract<Readiness, { kind: "ready" }> | string> {
  const url = await pageAddress(system, paths, service, claim, pid);
  if (url === undefined) return "it has not reported its address";
  return { kind: "ready", url: url && atHost(url, host), pid };
}

/** A service that ended while somebody else holds its port has lost it. */
function ended({ net }: Pick<System, "net">, claim: Claim): Readiness {
  const lost = claim.port !== null && !net.isFree(claim.port);
  return { kind: lost ? "port-lost" : "ended" };
}

/** Whether one of the service's own processes has the port on that host. */
async function answersItself(
  system: Pick<System, "proc" | "net">,
  claim: Claim,
  leader: number,
  host: LoopbackHost,
): Promise<boolean> {
  const likely = [leader];
  const owner = await system.net.owner(claim.port ?? 0, { likely, host });
  if (owner?.pid === leader) return true;
  const members = membersOf(await scanProcesses(system), claim);
  return members.some(({ pid }) => pid === owner?.pid);
}

/** The page to open; `undefined` while the service has not told it yet. */
async function pageAddress(
  system: Pick<System, "fs" | "proc">,
  paths: Paths,
  service: Service,
  claim: Claim,
  pid: number,
): Promise<string | null | undefined> {
  // One that was found by its mark may have lost its file with .hearth.
  const isAdopted = claim.command.length === 0;
  if (service.address === "file") {
    const told = await readAddress(system, paths, service.name);
    return told || isAdopted ? claim.url : undefined;
  }
  if (service.address === undefined) return claim.url;
  const page = service.open ?? "/lab";
  const runtime = paths.jupyterRuntime;
  const own = await jupyterAddress(system, runtime, pid, page);
  if (own !== undefined) return own;
  // The program that was launched may have started the server.
  const members = membersOf(await scanProcesses(system), claim);
  const pids = members.map((info) => info.pid);
  const found = await jupyterAddressOfAny(system, runtime, pids, page);
  return found ?? (isAdopted ? claim.url : undefined);
}
