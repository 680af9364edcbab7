/**
 * Running Nix so that it ends: in time, with all its children.
 *
 * @module
 */
import type { System } from "../system/mod.ts";

/** How to run it. */
export interface NixOptions {
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** What it said. */
export interface NixAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether it was ended because its time was up. */
  readonly timedOut: boolean;
  /** Milliseconds. */
  readonly ms: number;
}

/**
 * Limits the processor's time too, in seconds of `$0`: if Hearth itself is
 * killed, an evaluation that never ends still does.
 */
const LIMITED = 'ulimit -t "$0"; exec "$@"';

/** Runs a program of Nix in a process group of its own. */
export async function runNix(
  { proc, clock }: Pick<System, "proc" | "clock">,
  command: readonly string[],
  { env, timeout, signal }: NixOptions,
): Promise<NixAnswer> {
  signal?.throwIfAborted();
  const begun = clock.elapsed();
  const took = (): number => Math.round(clock.elapsed() - begun);
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), timeout * 1000);
  const interrupt = (): void => end.abort(signal?.reason);
  signal?.addEventListener("abort", interrupt);
  try {
    const answer = await proc.run(
      ["sh", "-c", LIMITED, `${Math.ceil(timeout) + 2}`, ...command],
      { env, group: true, signal: end.signal },
    );
    return { ...answer, timedOut: false, ms: took() };
  } catch (error) {
    signal?.throwIfAborted();
    if (!end.signal.aborted) throw error;
    return { code: 1, stdout: "", stderr: "", timedOut: true, ms: took() };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", interrupt);
  }
}
