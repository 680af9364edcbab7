/**
 * Changing one variable of an `.env` file and nothing else in it.
 *
 * @module
 */
import { type Binding, parseBindings, SPACE } from "./dotenv_bindings.ts";
import { encodeValue, type OtherReader } from "./encode_value.ts";
import { interpolate } from "./interpolate.ts";

/** The text after a change. */
export interface Edited {
  readonly text: string;
  /** Who will read another value than the one that was set. */
  readonly misreaders: readonly OtherReader[];
}

/** Blank lines before a binding. */
const BLANK_LINES = new RegExp(`^(?:[${SPACE}]*[\\r\\n])?`);
/** What comes before a name: indentation and `export`. */
const BEFORE_NAME = new RegExp(`^[${SPACE}]*(?:export[${SPACE}]+)?`);
const LINE_END = /(?:\r\n|\n|\r)$/;

/**
 * Sets a variable where it is, with its comment; a new one comes last, and
 * one that has the value already stays as it is written.
 * Further bindings of the same name go: readers differ in which one wins.
 */
export function setBinding(
  text: string,
  { name, value }: { readonly name: string; readonly value: string },
): Edited {
  const bom = text.startsWith("\ufeff") ? "\ufeff" : "";
  const bindings = parseBindings(text);
  const lineEnd = LINE_END.exec(bindings[0]?.text ?? "")?.[0] ?? "\n";
  const own = bindings.filter((binding) => binding.name === name);
  if (own.length === 1 && own[0]?.value === value && !value.includes("${")) {
    return { text, misreaders: [] };
  }
  const encoded = encodeValue(value);
  const line = `${name}=${encoded.text}`;
  const misreaders: OtherReader[] = [...encoded.misreaders];
  // bash takes the carriage return for a part of the value.
  if (lineEnd !== "\n" && !misreaders.includes("bash")) misreaders.push("bash");

  const first = bindings.findIndex((binding) => binding.name === name);
  const kept = bindings.map((binding, index) => {
    if (binding.name !== name) return binding.text;
    return index === first ? replaced(binding, line) : blankLines(binding);
  }).join("");
  const gap = first >= 0 || kept === "" || LINE_END.test(kept) ? "" : lineEnd;
  const inPlace = first >= 0 ? kept : `${kept}${gap}${line}${lineEnd}`;
  if (isOnlyChange(bindings, { text: inPlace, name, value })) {
    return { text: bom + inPlace, misreaders };
  }
  // A quote that an earlier line left open would end in the new value.
  const others = withoutBinding(bindings, name);
  return { text: `${bom}${line}${lineEnd}${others}`, misreaders };
}

/** Removes every binding of a variable; `undefined` when there is none. */
export function unsetBinding(text: string, name: string): string | undefined {
  const bom = text.startsWith("\ufeff") ? "\ufeff" : "";
  const bindings = parseBindings(text);
  if (bindings.every((binding) => binding.name !== name)) return undefined;
  return bom + withoutBinding(bindings, name);
}

function withoutBinding(bindings: readonly Binding[], name: string): string {
  return bindings.map((binding) =>
    binding.name === name ? blankLines(binding) : binding.text
  ).join("");
}

function blankLines({ text }: Binding): string {
  return BLANK_LINES.exec(text)?.[0] ?? "";
}

/** The binding's own line with another value. */
function replaced({ text, comment }: Binding, line: string): string {
  const before = BEFORE_NAME.exec(text)?.[0] ?? "";
  const lineEnd = LINE_END.exec(text)?.[0] ?? "";
  // bash takes a "#" for a comment's only behind a space.
  const gap = comment === "" || /^[ \t]/.test(comment) ? "" : " ";
  return `${before}${line}${gap}${comment}${lineEnd}`;
}

/** Whether all other bindings are as before and the new one reads as set. */
function isOnlyChange(
  before: readonly Binding[],
  { text, name, value }: {
    readonly text: string;
    readonly name: string;
    readonly value: string;
  },
): boolean {
  const after = parseBindings(text);
  const others = (list: readonly Binding[]): string =>
    JSON.stringify(
      list.flatMap((binding) =>
        binding.name === undefined || binding.name === name
          ? []
          : [[binding.name, binding.value ?? null]]
      ),
    );
  const own = after.filter((binding) => binding.name === name);
  return own.length === 1 &&
    interpolate(own[0]?.value ?? "", () => undefined) === value &&
    others(after) === others(before);
}
