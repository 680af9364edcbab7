/**
 * Python source without its comments and with its texts taken out.
 *
 * A scan instead of Python's own parser: init must work before there is a
 * Python, and on files that no Python accepts.
 *
 * @module
 */

/** Source in which each text literal is `"N"`, N being its index in `texts`. */
export interface MaskedSource {
  readonly code: string;
  /** What is between the quotes, escapes as written. */
  readonly texts: readonly string[];
}

/** Where a comment or a literal begins. */
const BEGINNING = /#|"""|'''|["']/g;
const COMMENT = /[^\n]*/y;
/** From behind the opening quotes to the closing ones, or to the end. */
const REST: Readonly<Record<string, RegExp>> = {
  '"': /([^"\\\n]*(?:\\[^][^"\\\n]*)*)"?/y,
  "'": /([^'\\\n]*(?:\\[^][^'\\\n]*)*)'?/y,
  '"""': /([^"\\]*(?:(?:\\[^]|"(?!""))[^"\\]*)*)(?:""")?/y,
  "'''": /([^'\\]*(?:(?:\\[^]|'(?!''))[^'\\]*)*)(?:''')?/y,
};

/** Masks a source; whatever is in it, each character is read once. */
export function maskSource(source: string): MaskedSource {
  const text = source.replaceAll(/\r\n?/g, "\n").replaceAll("\\\n", "  ");
  const texts: string[] = [];
  const kept: string[] = [];
  let at = 0;
  BEGINNING.lastIndex = 0;
  for (
    let match = BEGINNING.exec(text);
    match !== null;
    match = BEGINNING.exec(text)
  ) {
    const [mark] = match;
    kept.push(text.slice(at, match.index));
    const rest = REST[mark] ?? COMMENT;
    rest.lastIndex = BEGINNING.lastIndex;
    const found = rest.exec(text);
    at = found === null ? BEGINNING.lastIndex : rest.lastIndex;
    BEGINNING.lastIndex = at;
    if (mark === "#") continue;
    kept.push(`"${texts.length}"`);
    texts.push(found?.[1] ?? "");
  }
  kept.push(text.slice(at));
  return { code: kept.join(""), texts };
}
