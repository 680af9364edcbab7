/**
 * What a step of a scenario works with.
 *
 * @module
 */
import type { System } from "../../../system/mod.ts";
import type { TerminalSession } from "./terminal_session.ts";

/** A scenario that is being played. */
export interface Stage {
  readonly system: System;
  readonly session: TerminalSession;
  /** When the time is up, on the clock that never goes back. */
  readonly deadline: number;
  /** Prompts that were already taken notice of. */
  promptsSeen: number;
}
