/**
 * Flags and arguments that several commands take.
 *
 * @module
 */

/** `--json`: one object on standard output. */
export const jsonFlag = {
  kind: "boolean",
  brief: "Print one JSON object",
  default: false,
  withNegated: false,
} as const;

/** `--mode` without what it is when absent. */
export const modeFlag = {
  kind: "enum",
  values: ["background", "tmux", "foreground"],
} as const;

/** Any number of service names; all services when there is none. */
export const serviceNames = {
  kind: "array",
  parameter: {
    brief: "Services; all that workspace.ts declares when none is named",
    parse: String,
    placeholder: "service",
  },
} as const;
