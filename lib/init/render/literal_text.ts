/**
 * Values as TypeScript, laid out as `deno fmt` does.
 *
 * @module
 */
import type { Literal } from "../propose/proposal.ts";

/** Columns of a line. */
export const WIDTH = 80;

/** A call or another text that is already TypeScript, before its value. */
export interface Code {
  /** `jupyterLab` of `jupyterLab({ … })`; empty for a plain value. */
  readonly call: string;
  /** What is in its parentheses; nothing for an empty object. */
  readonly value: Literal;
}

/** A property with a value that may be a call. */
export type Property = readonly [name: string, value: Code];

/** Writes a value; `column` is where it begins, `after` what follows it. */
export function literalText(
  value: Literal,
  { indent, column, after }: {
    readonly indent: number;
    readonly column: number;
    readonly after: number;
  },
): string {
  const flat = flatText(value);
  if (column + flat.length + after <= WIDTH || typeof value !== "object") {
    return flat;
  }
  const inner = indent + 2;
  const pad = " ".repeat(inner);
  if (isList(value)) {
    const items = value.map((item) =>
      `${pad}${
        literalText(item, { indent: inner, column: inner, after: 1 })
      },\n`
    );
    return `[\n${items.join("")}${" ".repeat(indent)}]`;
  }
  const lines = Object.entries(value).map(([name, item]) => {
    const key = `${keyText(name)}: `;
    const long = `${pad}  ${flatText(item)},\n`;
    const isLong = typeof item === "string" && long.length <= WIDTH + 1 &&
      inner + key.length + flatText(item).length + 1 > WIDTH;
    if (isLong) return `${pad}${key.trimEnd()}\n${long}`;
    const text = literalText(item, {
      indent: inner,
      column: inner + key.length,
      after: 1,
    });
    return `${pad}${key}${text},\n`;
  });
  return `{\n${lines.join("")}${" ".repeat(indent)}}`;
}

/** A value in one line. */
export function flatText(value: Literal): string {
  if (isList(value)) return `[${value.map(flatText).join(", ")}]`;
  if (typeof value !== "object") return quoted(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  return `{ ${
    entries.map(([name, item]) => `${keyText(name)}: ${flatText(item)}`)
      .join(", ")
  } }`;
}

/** A property's name, in quotes where it needs them. */
export function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function isList(value: Literal): value is readonly Literal[] {
  return Array.isArray(value);
}

/** A text is put into single quotes where that spares escapes, as by `fmt`. */
function quoted(value: string | number | boolean): string {
  const text = JSON.stringify(value);
  if (typeof value !== "string") return text;
  const count = (quote: string): number => value.split(quote).length;
  if (count('"') <= count("'")) return text;
  const inner = text.slice(1, -1).replaceAll('\\"', '"');
  return `'${inner.replaceAll("'", "\\'")}'`;
}
