/**
 * The environment of a flake's shell as a bash file that is quick to read.
 *
 * @module
 */
import { shellQuote } from "../../core/text/shell_quote.ts";

/** What `nix print-dev-env --json` prints, as far as it matters here. */
export interface NixEnvironment {
  readonly variables: Readonly<
    Record<string, { readonly type: string; readonly value: unknown }>
  >;
}

/** Variables of the build that `nix develop` leaves to the user's shell too. */
const THE_USERS = new Set([
  "HOME",
  "IN_NIX_SHELL",
  "NIX_BUILD_TOP",
  "NIX_ENFORCE_PURITY",
  "NIX_LOG_FD",
  "NIX_REMOTE",
  "OLDPWD",
  "PPID",
  "PWD",
  "SHELL",
  "SHLVL",
  "SOURCE_DATE_EPOCH",
  "SSL_CERT_FILE",
  "NIX_SSL_CERT_FILE",
  "TEMP",
  "TEMPDIR",
  "TERM",
  "TMP",
  "TMPDIR",
  "TZ",
  "UID",
  "_",
]);

/** Variables that go before what the user has. */
const PREPENDED = new Set(["PATH", "XDG_DATA_DIRS"]);

/**
 * Exported variables only, as direnv has them, and of these only names in
 * capitals: the others are attributes of the shell's derivation, of use to a
 * build. Functions and the shell's hook are left out: who enters runs the hook
 * that is in the workspace.
 */
export function environmentText({ variables }: NixEnvironment): string {
  const lines = Object.entries(variables)
    .filter(([name, { type, value }]) =>
      type === "exported" && typeof value === "string" && value !== "" &&
      /^[A-Z_][A-Z0-9_]*$/.test(name) && !THE_USERS.has(name)
    )
    .map(([name, { value }]) => {
      const word = shellQuote(String(value));
      return PREPENDED.has(name)
        ? `export ${name}=${word}\${${name}:+:$${name}}`
        : `export ${name}=${word}`;
    });
  return [
    "# The environment of the flake's shell. Made by deno task shell.",
    ...lines,
    "export IN_NIX_SHELL=impure",
    "",
  ].join("\n");
}
