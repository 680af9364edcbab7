/**
 * What Nix says when something goes wrong.
 *
 * @module
 */

/** Escape sequences that colour text. */
// deno-lint-ignore no-control-regex -- ESC is what they begin with
const COLOUR = /\x1b\[[\d;]*m/g;

/**
 * The error that a person needs. Before 2.20 the first one is the cause; since
 * then `error:` alone begins a trace, and the cause is the last of them.
 */
export function firstNixError(stderr: string): string {
  const lines = stderr.replaceAll(COLOUR, "").split("\n");
  const errors = lines.map((line, index) => ({ line: line.trim(), index }))
    .filter(({ line }) => /^error:/.test(line));
  const told = errors.filter(({ line }) => line !== "error:");
  const chosen = errors[0]?.line === "error:" ? told.at(-1) : told[0];
  if (chosen === undefined) return lines.join("\n").trim() || "no reason given";
  const place = lines.slice(chosen.index + 1)
    .find((line) => /^\s*at .*:\d+:\d+/.test(line));
  const message = chosen.line.replace(/^error:\s*/, "");
  return place === undefined
    ? message
    : `${message}\n  ${place.trim().replace(/:$/, "")}`;
}
