/**
 * What every task is handed: the machine, the workspace's paths, a reporter.
 *
 * @module
 */
import type { Paths } from "./files/paths.ts";
import type { Reporter } from "./reporter.ts";
import type { System } from "../system/mod.ts";

/** `this` of a task; `process` is what the command library asks for. */
export interface TaskContext {
  readonly process: {
    readonly stdout: { write(text: string): void };
    readonly stderr: { write(text: string): void };
    exitCode?: number | string | null;
  };
  readonly system: System;
  readonly paths: Paths;
  readonly report: Reporter;
  /** Aborted by SIGINT, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
}
