/**
 * The values of `.env`, read as python-dotenv reads them.
 *
 * @module
 */
import type { Paths } from "../paths.ts";
import type { System } from "../system/mod.ts";

/** Reads `.env`; no file is no variables. */
export async function readDotenv(
  { fs }: Pick<System, "fs">,
  paths: Paths,
): Promise<Record<string, string>> {
  return parseDotenv(await fs.readText(paths.envFile) ?? "");
}

/** `NAME=value`, with `export` before it and a comment after it if need be. */
const BINDING = new RegExp(
  [
    String.raw`^[^\S\r\n]*(?:export[^\S\r\n]+)?`,
    String.raw`(?:'(?<quotedName>[^'\r\n]+)'|(?<name>[^=#\s][^=#\s]*))`,
    String.raw`[^\S\r\n]*=[^\S\r\n]*`,
    String.raw`(?:'(?<single>(?:\\'|[^'])*)'`,
    String.raw`|"(?<double>(?:\\"|[^"])*)"`,
    String.raw`|(?<bare>[^\r\n]*?))`,
    String.raw`(?:[^\S\r\n]+#[^\r\n]*|[^\S\r\n]*)(?=\r\n|\r|\n|$)`,
  ].join(""),
  "gmu",
);

/**
 * Parses the text of an `.env` file. Single quotes keep everything but `\'`
 * and `\\`, double quotes know the usual escapes, a bare value ends at a `#`
 * that follows a space; the last of several bindings wins. `$` is just a `$`.
 */
export function parseDotenv(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { groups = {} } of text.matchAll(BINDING)) {
    const { quotedName, name = quotedName, single, double, bare } = groups;
    if (name === undefined) continue;
    if (single !== undefined) {
      values[name] = single.replace(/\\([\\'])/g, "$1");
    } else if (double !== undefined) {
      values[name] = double.replace(/\\([\\'"abfnrtv])/g, unescape);
    } else {
      values[name] = (bare ?? "").trimEnd();
    }
  }
  return values;
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

function unescape(_escape: string, letter: string): string {
  return ESCAPES[letter] ?? letter;
}
