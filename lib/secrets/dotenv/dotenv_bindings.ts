/**
 * The lines of an `.env` file, told apart exactly as python-dotenv 1.2 does.
 *
 * @module
 */

/** A stretch of the file: a binding, a comment, or what cannot be read. */
export interface Binding {
  /** The stretch itself, with blank lines before it and its line end. */
  readonly text: string;
  /** Absent in a comment and in what cannot be read. */
  readonly name?: string;
  /** Before `${…}` is filled in; `undefined` for a name without `=`. */
  readonly value?: string;
  /** The comment behind the value, with the space before it. */
  readonly comment: string;
  /** Neither a binding nor a comment. */
  readonly isBroken: boolean;
  /** Of the file, counted from 1, where the stretch begins. */
  readonly line: number;
}

/** What Python counts as white space, which differs from JavaScript's. */
export const SPACE =
  "\\t\\n\\v\\f\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
/** White space within a line. */
const BLANK = SPACE.replace("\\n", "").replace("\\r", "");

const sticky = (source: string): RegExp => new RegExp(source, "y");

const WHITE_SPACE = sticky(`[${SPACE}]*`);
const EXPORT = sticky(`(?:export[${BLANK}]+)?`);
const QUOTED_NAME = sticky("'([^']+)'");
const NAME = sticky(`([^=#${SPACE}]+)`);
const BLANKS = sticky(`[${BLANK}]*`);
const EQUALS = sticky(`=[${BLANK}]*`);
const SINGLE = sticky("'([^'\\\\]*(?:\\\\[^][^'\\\\]*)*)'");
const DOUBLE = sticky('"([^"\\\\]*(?:\\\\[^][^"\\\\]*)*)"');
const LINE = sticky("[^\\r\\n]*");
const COMMENT = sticky(`(?:[${BLANK}]*#[^\\r\\n]*)?`);
const LINE_END = sticky(`[${BLANK}]*(?:\\r\\n|\\n|\\r|$)`);
const REST_OF_LINE = sticky("[^\\r\\n]*(?:\\r\\n|\\n|\\r)?");
const BARE_COMMENT = new RegExp(`[${SPACE}]+#.*`, "s");
const TRAILING_SPACE = new RegExp(`[${SPACE}]+$`);

const ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Splits a file; the stretches' texts joined are the file, without its BOM. */
export function parseBindings(text: string): Binding[] {
  const reader = new Reader(text.replace(/^\ufeff/, ""));
  const bindings: Binding[] = [];
  let line = 1;
  while (!reader.atEnd) {
    const binding = { ...readBinding(reader), line };
    line += binding.text.match(/\r\n|\r|\n/g)?.length ?? 0;
    bindings.push(binding);
  }
  return bindings;
}

/** Thrown by a reader when the text is not as expected. */
class Mismatch extends Error {}

/** Reads from the front of a text. */
class Reader {
  readonly #text: string;
  position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.position >= this.#text.length;
  }

  get next(): string {
    return this.#text.charAt(this.position);
  }

  from(start: number): string {
    return this.#text.slice(start, this.position);
  }

  /** Reads what matches; gives its group, or all of it without one. */
  read(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.#text);
    if (match === null) throw new Mismatch();
    this.position += match[0].length;
    return match[1] ?? match[0];
  }
}

function readBinding(reader: Reader): Omit<Binding, "line"> {
  const start = reader.position;
  try {
    reader.read(WHITE_SPACE);
    if (reader.atEnd) {
      return { text: reader.from(start), comment: "", isBroken: false };
    }
    reader.read(EXPORT);
    const name = readName(reader);
    reader.read(BLANKS);
    const { value, comment = "" } = reader.next === "="
      ? readValue(reader)
      : { value: undefined };
    const more = reader.read(COMMENT);
    reader.read(LINE_END);
    return {
      text: reader.from(start),
      ...(name !== undefined && { name }),
      ...(value !== undefined && { value }),
      comment: comment + more,
      isBroken: false,
    };
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    reader.read(REST_OF_LINE);
    return { text: reader.from(start), comment: "", isBroken: true };
  }
}

function readName(reader: Reader): string | undefined {
  if (reader.next === "#") return undefined;
  if (reader.next !== "'") return reader.read(NAME);
  return withPlainLineEnds(reader.read(QUOTED_NAME));
}

function readValue(reader: Reader): { value: string; comment?: string } {
  const hasSpace = reader.read(EQUALS).length > 1;
  switch (reader.next) {
    case "#":
      return hasSpace ? { value: "" } : readBare(reader);
    case "'":
      return { value: readQuoted(reader, SINGLE, /\\([\\'])/g) };
    case '"':
      return { value: readQuoted(reader, DOUBLE, /\\([\\'"abfnrtv])/g) };
    default:
      return readBare(reader);
  }
}

/** As Python opens files. */
function withPlainLineEnds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

function readQuoted(reader: Reader, quoted: RegExp, escape: RegExp): string {
  return withPlainLineEnds(reader.read(quoted))
    .replace(escape, (_escape, letter: string) => ESCAPES[letter] ?? letter);
}

function readBare(reader: Reader): { value: string; comment: string } {
  const part = reader.read(LINE);
  const comment = BARE_COMMENT.exec(part)?.[0] ?? "";
  const value = part.slice(0, part.length - comment.length);
  return { value: value.replace(TRAILING_SPACE, ""), comment };
}
