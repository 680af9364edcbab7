/**
 * Running Nix so that it ends: in time, with all its children.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";

/** How to run it. */
export interface NixOptions {
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Seconds; of the processor's time alone when `late` is given. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** Aborted when its time is up, by a caller who sees how it gets on. */
  readonly late?: AbortSignal;
  /** Called with each line of standard error as it comes. */
  readonly onLine?: (line: string) => void;
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

/** Memory that a Nix may take, in GiB: its neighbors need some too. */
export const MOST_MEMORY = 4;

/**
 * Limits the processor's time too, in seconds of `$0`: if Hearth itself is
 * killed, an evaluation that never ends still does. macOS limits no memory.
 */
const LIMITED = `ulimit -t "$0"; ulimit -v ${
  MOST_MEMORY * 1024 * 1024
} 2>/dev/null; exec "$@"`;

/** Runs a program of Nix in a process group of its own. */
export async function runNix(
  { proc, clock }: Pick<System, "proc" | "clock">,
  command: readonly string[],
  { env, timeout, signal, late, onLine }: NixOptions,
): Promise<NixAnswer> {
  signal?.throwIfAborted();
  const begun = clock.elapsed();
  const took = (): number => Math.round(clock.elapsed() - begun);
  const end = new AbortController();
  const timer = late === undefined
    ? setTimeout(() => end.abort(), timeout * 1000)
    : undefined;
  const interrupt = (): void => end.abort(signal?.reason);
  const expire = (): void => end.abort();
  signal?.addEventListener("abort", interrupt);
  late?.addEventListener("abort", expire);
  try {
    const answer = await proc.run(
      ["sh", "-c", LIMITED, `${Math.ceil(timeout) + 2}`, ...command],
      { env, group: true, signal: end.signal, ...(onLine && { onLine }) },
    );
    return { ...answer, timedOut: false, ms: took() };
  } catch (error) {
    signal?.throwIfAborted();
    if (!end.signal.aborted) throw error;
    return { code: 1, stdout: "", stderr: "", timedOut: true, ms: took() };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", interrupt);
    late?.removeEventListener("abort", expire);
  }
}
