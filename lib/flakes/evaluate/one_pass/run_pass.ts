/**
 * Runs one Nix process over a batch of flakes, and follows what it reports.
 *
 * @module
 */
import type { System } from "../../../system/mod.ts";
import { runNix } from "../run_nix.ts";
import type { Target, TargetValue } from "./targets.ts";

/** What `evaluate.nix` is asked to do. */
export interface Plan {
  /** Whether what a flake throws is reported, rather than ending the process. */
  readonly catch: boolean;
  readonly systems: readonly string[] | null;
  readonly shells: readonly string[] | null;
  readonly members: readonly {
    readonly index: number;
    readonly targets: readonly Target[];
  }[];
}

/** What was said while a target was evaluated. */
export interface Said {
  readonly index: number;
  readonly target: Target;
  /** Lines of standard error since it began. */
  readonly lines: readonly string[];
  /** Milliseconds since it began. */
  readonly ms: number;
}

/** How to run it. */
export interface PassOptions {
  /** The directory of the batch. */
  readonly place: string;
  readonly env: Readonly<Record<string, string>>;
  /** Further arguments of `nix eval`. */
  readonly args: readonly string[];
  /** Seconds for each target. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** Told of each target that has a value. */
  readonly onValue: (said: Said, value: TargetValue) => void;
}

/** How a process ended. */
export interface PassEnd {
  readonly code: number;
  /** Whether a target took too long. */
  readonly timedOut: boolean;
  /** The target that it was at, unless it was at none. */
  readonly at?: Said;
  readonly stderr: string;
}

const REPORT = /^trace: hearth-(begin|end): (.*)$/;

/** Memory to start with: growing step by step costs a third of the time. */
const HEAP = `${64 * 1024 * 1024}`;

/** Runs it to its end, or until a target takes too long. */
export async function runPass(
  system: Pick<System, "proc" | "clock">,
  plan: Plan,
  { place, env, args, timeout, signal, onValue }: PassOptions,
): Promise<PassEnd> {
  const { clock } = system;
  let at: { index: number; target: Target; lines: string[] } | undefined;
  let begun = clock.elapsed();
  const said = (now: NonNullable<typeof at>): Said => ({
    ...now,
    ms: Math.round(clock.elapsed() - begun),
  });
  const late = new AbortController();
  const patience = (): ReturnType<typeof setTimeout> =>
    setTimeout(() => late.abort(), timeout * 1000);
  let timer = patience();
  const onLine = (line: string): void => {
    const [, kind, text = ""] = REPORT.exec(line) ?? [];
    if (kind === undefined) {
      at?.lines.push(line);
      return;
    }
    clearTimeout(timer);
    timer = patience();
    const [index, target, value] = JSON.parse(text);
    if (kind === "end") {
      if (at !== undefined) onValue(said(at), value);
      at = undefined;
    } else at = { index, target, lines: [] };
    begun = clock.elapsed();
  };
  try {
    const { code, timedOut, stderr } = await runNix(system, [
      "nix",
      "eval",
      "--json",
      "--no-write-lock-file",
      ...args,
      `path:${encodeURI(place)}#run`,
      "--apply",
      `run: run (builtins.fromJSON ${nixString(JSON.stringify(plan))})`,
    ], {
      env: { GC_INITIAL_HEAP_SIZE: HEAP, ...env },
      timeout,
      late: late.signal,
      signal,
      onLine,
    });
    return { code, timedOut, stderr, ...(at && { at: said(at) }) };
  } finally {
    clearTimeout(timer);
  }
}

/** A string of Nix. */
function nixString(text: string): string {
  return `"${text.replaceAll(/["\\$]/g, "\\$&")}"`;
}
