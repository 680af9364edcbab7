/**
 * Nix's own words for what went wrong, without its trace.
 *
 * @module
 */

/** Where Nix keeps its copy of a source. */
const STORED = /\/nix\/store\/[0-9a-z]{32}-[^/\s]+\//g;

/** Escape sequences that color text. */
// deno-lint-ignore no-control-regex -- ESC is what they begin with
const COLOR = /\x1b\[[\d;]*m/g;

/** What Nix refuses, and where. */
export interface NixError {
  /** One line or several. */
  readonly message: string;
  /** File, line and column, from the root of its source on. */
  readonly place: string | undefined;
}

/** The first error that Nix means, and its place, as text. */
export function nixError(stderr: string): string {
  const { message, place } = readNixError(stderr);
  return place === undefined ? message : `${message}\nat ${place}`;
}

/** The first error that Nix means, in the formats of Nix 2.3 to 2.34. */
export function readNixError(stderr: string): NixError {
  const lines = stderr.replaceAll(COLOR, "").split("\n");
  const starts = lines.flatMap((line, index) =>
    /^\s*error:/.test(line) ? [index] : []
  );
  const first = starts[0];
  if (first === undefined) {
    return { message: lastLine(lines), place: undefined };
  }
  // Since 2.20 a bare "error:" comes first, then the trace, then the cause.
  const isBare = /^error:\s*$/.test(lines[first] ?? "");
  const start = isBare ? starts.at(-1) ?? first : first;
  const [head = "", ...rest] = lines.slice(start);
  const indent = (/^\s*/.exec(head)?.[0].length ?? 0) + 7;
  const end = rest.findIndex((line) => isEnd(line, isBare ? 7 : indent));
  const more = (end < 0 ? rest : rest.slice(0, end)).map((line) => line.trim());
  const message = [head.replace(/^\s*error:\s*/, ""), ...more]
    .filter((line) => line !== "").join("\n").replaceAll(STORED, "");
  return { message, place: placeIn(rest) };
}

/** A message goes on in indented lines, up to a blank one or its place. */
function isEnd(line: string, indent: number): boolean {
  return !line.startsWith(" ".repeat(indent)) || /^\s*(at |…|\d*\|)/.test(line);
}

/** The first place within a source that is named, from its root on. */
function placeIn(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const place = /^\s*at (.*:\d+:\d+):?\s*$/.exec(line)?.[1];
    if (place !== undefined && !place.startsWith("«string")) {
      return place.replaceAll(STORED, "").replace(/[«»]/g, "");
    }
  }
  return undefined;
}

function lastLine(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).findLast((line) => line !== "") ??
    "Nix failed without an error message";
}
