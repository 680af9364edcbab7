/**
 * What the shell of a service knows of it.
 *
 * @module
 */
import type { Claim } from "../claims/claim.ts";
import { hasShell } from "../loop/service_shell.ts";
import { describeExit, readShellState } from "../loop/shell_state.ts";
import type { Context } from "../../core/context.ts";
import type { ProcessInfo } from "../../system/mod.ts";

/** What the shell did about the exits of its service. */
export interface Restarts {
  readonly count: number;
  /** 128 and the signal's number when one ended it. */
  readonly lastExit: number;
}

/** Of a service as found, what its shell has a say in. */
interface Shelled {
  readonly state: string;
  readonly claim: Claim | undefined;
  readonly members: readonly ProcessInfo[];
  readonly why: string;
}

/**
 * The service as found, corrected by what its shell says: between an exit and
 * the next start it does not run, and after one it has to answer again.
 */
export async function withShellState<T extends Shelled>(
  context: Context<"fs">,
  found: T,
): Promise<
  | T
  | T & {
    readonly state: "restarting" | "starting" | "failed";
    readonly restarts?: Restarts;
  }
> {
  const { claim, state } = found;
  if (claim === undefined || !hasShell(claim)) return found;
  const shell = await readShellState(context, claim.service);
  if (shell === undefined) return found;
  const isUp = state === "running" || state === "starting";
  const isLed = found.members.some(({ pid, startTime }) =>
    pid === claim.pid && startTime === claim.startTime
  );
  if (isUp && !isLed && (shell.phase === "before" || shell.phase === "wait")) {
    const why =
      `Process ${claim.pid}, which was to start it, ended, but ${found.members.length} that it started still run`;
    return { ...found, state: "failed", why };
  }
  if (shell.phase === "before" || shell.phase === "failed") {
    // The shell may have been killed, or be of an earlier boot.
    const isSo = isUp ||
      (shell.phase === "failed" && state === "failed" &&
        claim.failure === undefined);
    const command = claim.before?.[shell.index - 1] ?? "a command";
    const is = shell.phase === "before"
      ? "is running"
      : describeExit(shell.code);
    const why = `"${command}", which comes before it, ${is}`;
    return isSo ? { ...found, why } : found;
  }
  const { phase, restarts: count, code } = shell;
  if (code === undefined) return found;
  const restarts = { count, lastExit: code };
  const exit = `It ${describeExit(code)}`;
  if (isUp && phase === "wait") {
    const why = `${exit} and will be started again`;
    return { ...found, state: "restarting", restarts, why };
  }
  if (isUp && phase === "run" && count > 0) {
    const why = `${exit} and was started again ${times(count)}`;
    return { ...found, state: "starting", restarts, why };
  }
  if (state === "failed" && phase === "ended" && claim.failure === undefined) {
    const why = count > 0
      ? `${exit} after it was started again ${times(count)}`
      : exit;
    return { ...found, restarts, why };
  }
  return { ...found, restarts };
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
