/**
 * Lines that `.gitignore` lacks.
 *
 * @module
 */
import ignore from "ignore";

/**
 * What Hearth makes: the line for it, and paths that it must match. `.venv` is
 * a link, which a pattern that ends with a slash does not match.
 */
const STATE = [
  { line: "/.venv", path: ".venv" },
  { line: "/.hearth/", path: ".hearth/" },
] as const;
/** Where secrets are kept. */
const SECRETS = { line: "/.env", path: ".env" };
/** What holds for one machine, beside a flake. */
const MACHINE = { line: "/local.nix", path: "local.nix" };

/** What else must be ignored. */
export interface IgnoreOptions {
  readonly hasSecrets: boolean;
  readonly hasFlake: boolean;
}

/** A `.gitignore` that counts for a directory. */
export interface IgnoreFile {
  readonly text: string;
  /** The directory as seen from the file's own; empty for that one. */
  readonly below: string;
}

/** Lines to add, given the files in the directory and above it. */
export function missingLines(
  files: readonly IgnoreFile[],
  { hasSecrets, hasFlake }: IgnoreOptions,
): string[] {
  const rules = files.map(({ text, below }) => ({
    below: below === "" ? "" : `${below}/`,
    rules: ignore().add(text),
  }));
  return [
    ...STATE,
    ...(hasSecrets ? [SECRETS] : []),
    ...(hasFlake ? [MACHINE] : []),
  ].filter(({ path }) =>
    !rules.some(({ below, rules }) => rules.ignores(below + path))
  ).map(({ line }) => line);
}

/**
 * Adds lines to the file's bytes, with its own line ends, and with a final one
 * only where it has one. What is there stays as it is, whatever its encoding.
 */
export function withLines(
  bytes: Uint8Array | undefined,
  lines: readonly string[],
): Uint8Array {
  const text = new TextDecoder("latin1").decode(bytes ?? new Uint8Array());
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const isEnded = text === "" || text.endsWith("\n");
  const added = (isEnded ? "" : end) + lines.join(end) + (isEnded ? end : "");
  const result = new Uint8Array((bytes?.length ?? 0) + added.length);
  result.set(bytes ?? []);
  result.set(new TextEncoder().encode(added), bytes?.length ?? 0);
  return result;
}
