/**
 * Environment variables that pydantic reads into a class.
 *
 * @module
 */
import type { MaskedSource } from "./mask_source.ts";
import type { VariableUse } from "./variable_use.ts";

/** Classes of pydantic-settings, with their indented bodies. */
const SETTINGS =
  /^class[ \t]+(\w+)\([^)\n]*Settings\b[^)\n]*\):[^\n]*\n((?:(?:[ \t]+[^\n]*|\)[^\n]*)?\n)*)/gm;
const FIELD =
  /^(?: {4}|\t)([A-Za-z]\w*)[ \t]*:[ \t]*([^\n=]+)(?:=[ \t]*([^\n]*))?/gm;
const PREFIX = /\benv_prefix["]?\s*[=:]\s*"(\d+)"/;
/** What names a variable instead of the field. */
const ALIAS =
  /\b(?:validation_alias|alias|env)\s*=\s*(?:AliasChoices\(\s*)?"(\d+)"/;
/** A field that a call of its own reads, which is found as such. */
const READ = /^(?:\w+\.)*(?:env|config|getenv|get)\b[^=]*\(/;

/** Fields that pydantic fills from the environment. */
export function settingsFields({ code, texts }: MaskedSource): VariableUse[] {
  if (!/\bpydantic/.test(code) && !code.includes("BaseSettings")) return [];
  const textOf = (match: RegExpExecArray | null): string | undefined =>
    texts[Number(match?.[1] ?? NaN)];
  return [...`${code}\n`.matchAll(SETTINGS)].flatMap((found) => {
    const [, className = "", body = ""] = found;
    const isGiven = isFilled(className, code);
    const prefix = textOf(PREFIX.exec(body)) ?? "";
    return [...body.matchAll(FIELD)].flatMap((field): VariableUse[] => {
      const [, name = "", type = "", value = ""] = field;
      if (name === "model_config" || READ.test(value)) return [];
      const call = value.startsWith("Field(")
        ? argumentsIn(body.slice(field.index))
        : undefined;
      const hasValue = call === undefined ? value !== "" : hasDefault(call);
      if (isGiven && !hasValue) return [];
      const alias = call === undefined ? undefined : textOf(ALIAS.exec(call));
      const text = textOf(/^[rRuU]?"(\d+)"/.exec(value));
      return [{
        ...(text !== undefined && { value: text }),
        name: (alias ?? `${prefix}${name}`).toUpperCase(),
        without: hasValue || /\bNone\b|Optional/.test(type)
          ? "default"
          : "fails",
      }];
    });
  });
}

/** Whether the code gives all objects of a class their fields itself. */
function isFilled(name: string, code: string): boolean {
  const calls = [...code.matchAll(new RegExp(`\\b${name}\\(\\s*(.)`, "g"))]
    .filter(({ index }) => !/class[ \t]+$/.test(code.slice(0, index)));
  return calls.length > 0 && calls.every(([, next = ""]) => /\w/.test(next));
}

/** What is between the first parentheses, those inside included. */
function argumentsIn(text: string): string {
  const start = text.indexOf("(") + 1;
  let depth = 1;
  let end = start;
  for (; end < text.length && depth > 0; end++) {
    if (text[end] === "(") depth++;
    else if (text[end] === ")") depth--;
  }
  return text.slice(start, end);
}

/** Whether the arguments of `Field` have a default. */
function hasDefault(call: string): boolean {
  return /\bdefault(?:_factory)?\s*=(?!\s*\.\.\.)/.test(call) ||
    /^\s*(?!\.\.\.|\)|\w+\s*=[^=])\S/.test(call);
}
