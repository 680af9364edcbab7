/**
 * Waits until a service is ready.
 *
 * @module
 */
import { readyPage } from "./ready_page.ts";
import { beforeLog } from "../logs/service_log.ts";
import { hasShell } from "../loop/service_shell.ts";
import { describeExit, readShellState } from "../loop/shell_state.ts";
import type { Claim } from "../claims/claim.ts";
import type { Context } from "../../core/context.ts";
import { livingLeader } from "../processes/living_leader.ts";
import { SlowStart } from "./slow_start.ts";
import type { ReadyMachine, ServiceCheck } from "./service_check.ts";
import { serviceCheck } from "./service_check.ts";
import type { Reporter, Stage } from "../../core/reporter.ts";
import type { Service } from "../../workspace/workspace.ts";

/** Milliseconds between two questions. */
const INTERVAL_MS = 10;

/** A sleep of so many milliseconds is one of the machine, or of a suspended job. */
const SUSPENDED_MS = 1000;

/** How the waiting ended. `pid` is the process that leads the service now. */
export type Readiness =
  | {
    readonly kind: "ready";
    readonly url: string | null;
    readonly pid: number;
  }
  | {
    readonly kind: "ended";
    readonly why?: string;
    /** Where that is to be seen, if not in the service's own log. */
    readonly log?: string;
  }
  /** Somebody else got the port between our look and the service's. */
  | { readonly kind: "port-lost" }
  | { readonly kind: "silent"; readonly why: string; readonly log?: string };

/** What goes with the wait. */
export interface AwaitOptions {
  /** The service's environment; that of its leader when absent. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly stage?: Stage | undefined;
  readonly report?: Reporter | undefined;
}

/**
 * Asks a launched service until it is ready, ends, or time is up. The time
 * begins when what comes before it is done.
 */
export async function awaitReady(
  context: Context<keyof ReadyMachine>,
  { service, claim }: { readonly service: Service; readonly claim: Claim },
  { env, signal, stage, report }: AwaitOptions = {},
): Promise<Readiness> {
  const { system } = context;
  const { clock } = system;
  const isShell = hasShell(claim);
  let check: ServiceCheck | undefined;
  let slow: SlowStart | undefined;
  let giveUp = Infinity;
  let why: string | undefined;
  let hasBegun = false;
  let begun = clock.elapsed();
  while (clock.elapsed() < giveUp) {
    signal?.throwIfAborted();
    const pid = await livingLeader(system, claim);
    const told = isShell ? await lookAtShell(context, claim) : "run";
    if (typeof told === "object" && "kind" in told) return told;
    hasBegun ||= told !== "unknown";
    const isLost = pid === undefined ||
      // What a shell was to start is not started without it.
      (pid !== claim.pid && told !== "run");
    if (isLost) return ended(system, claim);
    if (typeof told === "object") {
      stage?.update(told.command);
      if (clock.elapsed() - begun >= service.beforeTimeout * 1000) {
        return {
          kind: "silent",
          why:
            `${told.command} has not ended within ${service.beforeTimeout} s`,
          log: told.log,
        };
      }
    } else if (told === "unknown") {
      // Once it has begun, it is only writing down what it is at.
      const late = !hasBegun &&
        clock.elapsed() - begun >= service.ready.timeout * 1000;
      if (late) return { kind: "silent", why: "its shell has not begun" };
    } else {
      if (giveUp === Infinity) {
        giveUp = clock.elapsed() + service.ready.timeout * 1000;
        stage?.update("");
      }
      check ??= serviceCheck(system, { service, claim }, {
        env,
        giveUp: () => giveUp,
        signal,
        isWaiting: true,
      });
      let host = told === "run" ? await check(pid) : { why: "it restarts" };
      // To look takes time, in which it may have ended.
      const isGone = typeof host === "string" &&
        (await livingLeader(system, claim) !== pid ||
          (isShell && await lookAtShell(context, claim) !== "run"));
      if (isGone) host = { why: "it ended while it was asked" };
      if (typeof host === "string") {
        const url = await readyPage(context, service, {
          claim,
          pid,
          host,
        });
        if (url !== undefined) return { kind: "ready", url, pid };
        why = "it has not reported its address";
      } else if (clock.elapsed() < giveUp) {
        // Time ran out during a question: no answer to it says nothing.
        why = host.why;
      }
      slow ??= new SlowStart(system, claim, { stage, report });
      await slow.look(why ?? "it does not answer");
    }
    const before = clock.elapsed();
    await clock.sleep(INTERVAL_MS, signal);
    const slept = clock.elapsed() - before;
    if (slept >= SUSPENDED_MS) {
      begun += slept;
      giveUp += slept;
    }
  }
  return { kind: "silent", why: why ?? "it does not answer" };
}

/** A command that comes before the service. */
interface Before {
  /** For people. */
  readonly command: string;
  readonly log: string;
}

/**
 * What the shell is at: a command before the service, the service itself, or
 * the pause before it is started again. Before it was ready once, an exit ends
 * the start: a mistake shows at once, not after the last restart.
 */
async function lookAtShell(
  context: Context<keyof ReadyMachine>,
  claim: Claim,
): Promise<Before | "unknown" | "run" | "wait" | Readiness> {
  const { service, before = [], log, readyMs } = claim;
  const state = await readShellState(context, service);
  // The shell of one whose files were lost began long ago.
  if (state === undefined) return claim.adopted ? "run" : "unknown";
  if (state.phase === "before" || state.phase === "failed") {
    const command = `"${before[state.index - 1] ?? "a command before it"}"`;
    const own = beforeLog(log, state.index);
    if (state.phase === "before") return { command, log: own };
    const why = `${command}, which comes before it, ${
      describeExit(state.code)
    }`;
    return { kind: "ended", why, log: own };
  }
  const { phase, code } = state;
  if (phase === "run") return "run";
  if (phase === "wait" && readyMs !== null) return "wait";
  const over = ended(context.system, claim);
  return over.kind === "ended"
    ? { ...over, why: `it ${describeExit(code)}` }
    : over;
}

/** A service that ended while somebody else holds its port has lost it. */
function ended({ net }: Pick<ReadyMachine, "net">, claim: Claim): Readiness {
  const lost = claim.port !== null && !net.isFree(claim.port);
  return { kind: lost ? "port-lost" : "ended" };
}
