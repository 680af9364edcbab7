/**
 * Flags and arguments that several commands take.
 *
 * @module
 */

/** A flag without a value, as stricli takes it. */
export interface Switch {
  readonly kind: "boolean";
  readonly brief: string;
  readonly default: false;
  readonly withNegated: false;
}

/** A flag that is off unless it is typed. */
export function switchFlag(brief: string): Switch {
  return { kind: "boolean", brief, default: false, withNegated: false };
}

/** `--json`: one object on standard output. */
export const jsonFlag: Switch = switchFlag("Print one JSON object");

/** `--mode` without what it is when absent. */
export const modeFlag = {
  kind: "enum",
  values: ["background", "tmux", "foreground"],
} as const;

/** Any number of service names; all services when there is none. */
export const serviceNames = {
  kind: "array",
  parameter: {
    brief: "Services (default: all that workspace.ts declares)",
    parse: String,
    placeholder: "service",
  },
} as const;
