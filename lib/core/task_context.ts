/**
 * What every task is handed: the machine, the workspace's paths, a reporter.
 *
 * @module
 */
import type { Context } from "./context.ts";
import type { Reporter } from "./reporter.ts";

/** `this` of a task; `process` is what the command library asks for. */
export interface TaskContext extends Context {
  readonly process: {
    readonly stdout: { write(text: string): void };
    readonly stderr: { write(text: string): void };
    exitCode?: number | string | null;
  };
  readonly report: Reporter;
  /** Aborted by SIGINT, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
}
