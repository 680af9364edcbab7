/**
 * What the shell of a service says of it.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import { shellStatePath } from "./service_shell.ts";

/** Reads of a file that is just being written. */
const READS = 5;

/**
 * `before`: a command that comes before it runs, `failed`: it failed; `run`: the
 * service runs; `wait`: it exited and will be started again; `ended`: it exited
 * and will not.
 */
export type ShellState =
  | { readonly phase: "before"; readonly index: number }
  | { readonly phase: "failed"; readonly index: number; readonly code: number }
  | {
    readonly phase: "run" | "wait" | "ended";
    readonly restarts: number;
    /** Of its last exit. */
    readonly code: number | undefined;
  };

/** Reads it; `undefined` as long as nothing was said. */
export async function readShellState(
  { system: { fs }, paths }: Context<"fs">,
  service: string,
): Promise<ShellState | undefined> {
  const path = shellStatePath(paths, service);
  for (let read = 0; read < READS; read++) {
    const text = await fs.readText(path);
    if (text === undefined) return undefined;
    const state = parseShellState(text);
    if (state !== undefined) return state;
  }
  return undefined;
}

/** Reads the words of a shell; `undefined` when they are no such words. */
export function parseShellState(text: string): ShellState | undefined {
  if (!text.endsWith("\n")) return undefined;
  const [phase, count, last] = text.trim().split(" ");
  const [number, code] = [Number(count), Number(last)];
  if (!Number.isInteger(number)) return undefined;
  if (phase === "before") return { phase, index: number };
  if (phase === "failed") return { phase, index: number, code };
  if (phase !== "run" && phase !== "wait" && phase !== "ended") {
    return undefined;
  }
  return { phase, restarts: number, code: last === "-" ? undefined : code };
}

/** An exit code for people. */
export function describeExit(code: number | undefined): string {
  if (code === undefined) return "exited";
  return code > 128 && code < 192
    ? `was ended by signal ${code - 128}`
    : `exited with code ${code}`;
}
