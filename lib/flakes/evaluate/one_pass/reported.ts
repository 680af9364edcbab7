/**
 * What the small nixpkgs said while a target was evaluated.
 *
 * @module
 */

/** What was said, each thing once, sorted. */
export interface Reported {
  /** What it does not know: a package by its name, anything else in words. */
  readonly unknown: readonly string[];
  /** Why the real nixpkgs refuses it too, at the last. */
  readonly refused: string | undefined;
  /** Values that hold on this machine only, in words. */
  readonly loose: readonly string[];
}

const LINE = /^trace: hearth-(assumed|unknown|refused|loose): (.*)$/;

/** Reads it from lines of standard error. */
export function reported(lines: readonly string[]): Reported {
  const unknown = new Set<string>();
  const loose = new Set<string>();
  let refused: string | undefined;
  for (const line of lines) {
    const [, kind, text = ""] = LINE.exec(line) ?? [];
    if (kind === undefined) continue;
    // An assumed package: its system, and its place in the package set.
    if (kind === "assumed") unknown.add(text.split(" ")[1] ?? "");
    else if (kind === "unknown") unknown.add(JSON.parse(text));
    else if (kind === "loose") loose.add(JSON.parse(text));
    else refused = JSON.parse(text);
  }
  return { unknown: [...unknown].sort(), refused, loose: [...loose].sort() };
}
