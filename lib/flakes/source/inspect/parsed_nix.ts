/**
 * What can be told from a Nix file by the way Nix prints it back.
 *
 * @module
 */

/** What a file leads to. */
export interface ParsedNix {
  /** Absolute paths written in it, sorted. */
  readonly paths: readonly string[];
  /** Whether it uses `self`, and so its whole tree. */
  readonly usesSelf: boolean;
  /** Every name that occurs in it, and every version, sorted. */
  readonly names: readonly string[];
}

/** Strings, as Nix prints them: with escapes, and never with `${`. */
const STRINGS = /"(?:[^"\\]|\\[\s\S])*"/g;
/** A path begins after a blank or a bracket; `//` is an operator. */
const PATHS = /(?<=[\s([])\/(?!\/\s)[^\s()\[\];,]*/g;
const NAMES = /[A-Za-z_][\w'-]*/g;
/** Versions and days, which sets of toolchains have as names. */
const VERSIONS = /(?<=")(?:\d+\.\d+\.\d+|\d{4}-\d{2}-\d{2})(?=")/g;
/** `self` among the names that a function takes, with its default perhaps. */
const TAKES_SELF = /([{,]\s)self(?=\s[},]|,|\s\?)/g;

/** An output of the flake itself, which leads to no file that is not named. */
const ATTRIBUTES_OF_SELF =
  /(?:\(self\)|\.self)(?:\.(?!outPath\b|sourceInfo\b)(?=[\w"])| \? )/g;

/** Reads what `nix-instantiate --parse` printed for one file. */
export function parsedNix(printed: string): ParsedNix {
  const code = printed.replaceAll(STRINGS, '""');
  const paths = code.match(PATHS) ?? [];
  const rest = code.replaceAll(PATHS, "");
  const versions = printed.match(VERSIONS) ?? [];
  const names = [...versions, ...rest.match(NAMES) ?? []];
  const usesSelf = /(?<![\w'-])self(?![\w'-])/.test(
    rest.replaceAll(TAKES_SELF, "$1").replaceAll(ATTRIBUTES_OF_SELF, ""),
  );
  return { paths: unique(paths), usesSelf, names: unique(names) };
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}
