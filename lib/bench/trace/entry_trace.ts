/**
 * Where the time of one entry goes, by bash's own trace of it.
 *
 * @module
 */

/** A part of entering. */
export interface Phase {
  readonly name: PhaseName;
  readonly ms: number;
}

/** `look` is the process that asks for GPU and Ollama beside the user. */
export type PhaseName =
  | "evaluate"
  | "stamp"
  | "setup"
  | "activate"
  | "banner"
  | "look"
  | "other";

/** Which functions of `nix/*.bash` belong to a phase. */
const PHASES: ReadonlyMap<string, PhaseName> = new Map([
  ["_hearth_load", "evaluate"],
  ["_hearth_is_current", "stamp"],
  ["_hearth_setup", "setup"],
  ["_hearth_activate", "activate"],
  ["_hearth_prompt", "activate"],
  ["_hearth_banner", "banner"],
]);

/**
 * What bash prints before each command that it traces: a mark, the time in
 * seconds, the functions that are running, the innermost first.
 */
export const TRACE_PROMPT = "+hearth $EPOCHREALTIME ${FUNCNAME[*]} +";

/** Some locales have a comma there; a nested shell repeats the first sign. */
const LINE = /^\++hearth (\d+)[.,](\d+) ([\w ]*)\+/;

/**
 * Sums up a trace: what passes between two commands belongs to the phase of
 * the first. Returns every phase that took part, in the order of entering.
 */
export function phasesOf(trace: string): Phase[] {
  const sums = new Map<PhaseName, number>();
  let before: { readonly at: number; readonly name: PhaseName } | undefined;
  for (const line of trace.split("\n")) {
    const [, seconds, fraction, functions = ""] = LINE.exec(line) ?? [];
    if (seconds === undefined || fraction === undefined) continue;
    const at = Number(seconds) * 1000 + Number(`0.${fraction}`) * 1000;
    if (before !== undefined) {
      const took = Math.max(0, at - before.at);
      sums.set(before.name, (sums.get(before.name) ?? 0) + took);
    }
    const name = functions.split(" ").map((called) => PHASES.get(called))
      .find((phase) => phase !== undefined) ?? "other";
    before = { at, name };
  }
  const order: readonly PhaseName[] = [...new Set(PHASES.values())];
  return [...order, "other" as const].flatMap((name) => {
    const ms = sums.get(name);
    return ms === undefined ? [] : [{ name, ms }];
  });
}
