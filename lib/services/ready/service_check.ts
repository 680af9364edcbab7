/**
 * One look whether a service is ready.
 *
 * @module
 */
import type { Claim } from "../claims/claim.ts";
import { GrowingLog } from "./growing_log.ts";
import { LogPattern } from "./log_pattern.ts";
import { membersOf, scanProcesses } from "../processes/process_scan.ts";
import { LOOPBACK_HOSTS, type LoopbackHost } from "../ports/loopback_url.ts";
import { probeByCommand } from "./probe_command.ts";
import type { System } from "../../system/mod.ts";
import type { Service } from "../../workspace/workspace.ts";

/** Milliseconds that one answer may take. */
const ANSWER_TIMEOUT_MS = 5000;
/** Milliseconds that a command may take. */
const COMMAND_TIMEOUT_MS = 10_000;
/** Milliseconds between two runs of a command, which costs more than a question. */
const COMMAND_INTERVAL_MS = 100;
/** Milliseconds that a service without a port must live to count as ready. */
export const SETTLED_MS = 300;

/**
 * Milliseconds for which a stranger's answer on the service's port is not
 * believed: a service that lost its port ends within them, one that answers
 * through another program (a container's proxy) does not.
 */
export const DOUBT_MS = 2000;

/** The ports that looking takes. */
export type ReadyMachine = Pick<System, "fs" | "proc" | "net" | "clock">;

/** Why a service is not ready yet. */
export interface NotReady {
  readonly why: string;
}

/** Looks once, given the leader: on which host it is ready, or why not yet. */
export type ServiceCheck = (pid: number) => Promise<LoopbackHost | NotReady>;

/** What a check has to know. */
export interface CheckOptions {
  /** The service's environment; that of its leader when absent. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** When looking has to end, by the clock's `elapsed()`, as of now. */
  readonly giveUp: () => number;
  readonly signal?: AbortSignal | undefined;
  /** Whether it looks until it is ready, not once. @default {false} */
  readonly isWaiting?: boolean;
  /** Milliseconds until another's answer counts. @default {DOUBT_MS} */
  readonly doubt?: number;
}

/** The check of a service, by what `workspace.ts` says of it. */
export function serviceCheck(
  system: ReadyMachine,
  { service: { ready }, claim }: {
    readonly service: Pick<Service, "ready">;
    readonly claim: Claim;
  },
  options: CheckOptions,
): ServiceCheck {
  const [host] = LOOPBACK_HOSTS;
  if (ready.command !== undefined) {
    const command = claim.probe ?? ready.command;
    return commandCheck(system, command, claim, options);
  }
  if (ready.log !== undefined) {
    // It was ready before, so the log is that of one that was started again.
    const isTail = claim.readyMs !== null;
    const log = new GrowingLog(claim.log, {
      isTail,
      turns: claim.logLimit !== undefined,
      reader: options.isWaiting ? system.proc.pid : undefined,
    });
    const pattern = new LogPattern(log, ready.log);
    const why = `its log has no line that matches "${ready.log}"`;
    return async () => {
      if (await pattern.hasCome(system)) return host;
      // What came since then is more than is kept or read of the log.
      return isTail && !pattern.isFromStart ? host : { why };
    };
  }
  if (claim.port === null) {
    const settled = system.clock.elapsed() + SETTLED_MS;
    const why = "it has only just started";
    return () =>
      Promise.resolve(system.clock.elapsed() >= settled ? host : { why });
  }
  return portCheck(system, ready, claim, options);
}

function commandCheck(
  system: ReadyMachine,
  command: readonly string[],
  { cwd = ".", pid: leader }: Claim,
  { env, giveUp, signal }: CheckOptions,
): ServiceCheck {
  const { clock, proc } = system;
  const [host] = LOOPBACK_HOSTS;
  return async () => {
    const timeout = Math.min(
      COMMAND_TIMEOUT_MS,
      Math.max(1, giveUp() - clock.elapsed()),
    );
    const why = await probeByCommand(system, command, {
      cwd,
      env: env ?? await proc.environment(leader) ?? {},
      timeout,
      signal,
    });
    if (why === undefined) return host;
    await clock.sleep(COMMAND_INTERVAL_MS, signal);
    return { why };
  };
}

/** Asks on each host; what answers must be the service's own process. */
function portCheck(
  system: ReadyMachine,
  { path = "/", tcp }: Service["ready"],
  claim: Claim,
  { giveUp, doubt = DOUBT_MS }: CheckOptions,
): ServiceCheck {
  const { net, clock } = system;
  let strangerSince: number | undefined;
  return async (pid) => {
    const now = clock.elapsed();
    let why = tcp ? "it takes no connections" : "it does not answer";
    let stranger: LoopbackHost | undefined;
    for (const host of LOOPBACK_HOSTS) {
      const deadline = Math.min(
        ANSWER_TIMEOUT_MS,
        Math.max(1, giveUp() - clock.elapsed()),
      );
      const port = claim.port ?? 0;
      const answer = tcp
        ? await net.connects(port, { host, deadline }) && { status: 200 }
        : await net.get(`http://${host}:${port}${path}`, deadline);
      if (!answer) continue;
      if (answer.status >= 500) {
        why = `it answers with status ${answer.status}`;
      } else if (await answersItself(system, { claim, leader: pid, host })) {
        return host;
      } else {
        stranger ??= host;
      }
    }
    if (stranger === undefined) return { why };
    strangerSince ??= now;
    if (now - strangerSince >= doubt) return stranger;
    return { why: "another program answers on its port" };
  };
}

/** Whether one of the service's own processes has the port on that host. */
async function answersItself(
  system: Pick<System, "proc" | "net">,
  { claim, leader, host }: {
    readonly claim: Claim;
    readonly leader: number;
    readonly host: LoopbackHost;
  },
): Promise<boolean> {
  const likely = [leader];
  const owner = await system.net.owner(claim.port ?? 0, { likely, host });
  if (owner?.pid === leader) return true;
  const members = membersOf(await scanProcesses(system), claim);
  return members.some(({ pid }) => pid === owner?.pid);
}
