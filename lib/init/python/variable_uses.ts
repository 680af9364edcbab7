/**
 * Environment variables that Python files read.
 *
 * @module
 */
import type { MaskedSource } from "./mask_source.ts";
import { settingsFields } from "./settings_fields.ts";
import type { VariableUse } from "./variable_use.ts";

/** The text of a literal, and what follows it. */
const LITERAL = String
  .raw`\(\s*[rRuUbB]?"(\d+)"\s*(,\s*\)|,|\)(?:\s*or\b)?)([^)\n]*)`;
const CALLS = new RegExp(
  String.raw`(?<![\w.])(?:os\.)?(?:getenv|environ\.get)${LITERAL}`,
  "g",
);
/** Readers of django-environ, environs, python-decouple and Starlette. */
const READERS = new RegExp(
  String.raw`(?<![\w.])(?:env(?:\.\w+)?|config|decouple\.config)${LITERAL}`,
  "g",
);
const READER_MODULES =
  /\b(?:from|import)[ \t]+(?:environ|environs|decouple|starlette\.config)\b/;
const SUBSCRIPTS =
  /(?<![\w.])(?:os\.)?environ\[\s*[rRuUbB]?"(\d+)"\s*\](?!\s*=[^=])/g;
const TESTS = /[rRuUbB]?"(\d+)"\s+(?:not\s+)?in\s+(?:os\.)?environ\b/g;
/** Functions of a project's own that read variables: `env_bool("DEBUG")`. */
const OWN_READERS = new RegExp(
  String.raw`(?<![\w.])(?:get_?)?env_?\w*${LITERAL}`,
  "gi",
);
/** A default among the arguments behind the name. */
const DEFAULT = /^\s*(?:[^"]*\bdefault\s*=\s*)?[rRuU]?"(\d+)"/;
const NAME = /^[A-Za-z_][A-Za-z0-9_]{1,80}$/;

/** Every variable that the source reads, in the order of its text by kind. */
export function variableUses({ code, texts }: MaskedSource): VariableUse[] {
  const uses: VariableUse[] = [];
  const add = (
    index = "",
    without: VariableUse["without"],
    rest = "",
  ): void => {
    const name = texts[Number(index)] ?? "";
    const value = texts[Number(DEFAULT.exec(rest)?.[1] ?? NaN)];
    if (!NAME.test(name)) return;
    uses.push({ name, without, ...(value !== undefined && { value }) });
  };
  for (const [, index] of code.matchAll(SUBSCRIPTS)) add(index, "fails");
  for (const [, index, next, rest] of code.matchAll(CALLS)) {
    add(index, next === ")" ? "nothing" : "default", rest);
  }
  for (const [, index] of code.matchAll(TESTS)) add(index, "default");
  const isRead = READER_MODULES.test(code);
  for (const [, index, next, rest = ""] of code.matchAll(READERS)) {
    if (isRead) add(index, isNeeded(next, rest) ? "fails" : "default", rest);
  }
  const isOwn = !isRead && /\b(?:environ|getenv)\b/.test(code);
  for (const [, index = "", next, rest = ""] of code.matchAll(OWN_READERS)) {
    if (isOwn && /^[A-Z][A-Z0-9_]+$/.test(texts[Number(index)] ?? "")) {
      add(index, isNeeded(next, rest) ? "nothing" : "default", rest);
    }
  }
  return [...uses, ...settingsFields({ code, texts })];
}

/** Whether what follows a name, up to the end of its line, has no default. */
function isNeeded(next = "", rest: string): boolean {
  return next !== "," ||
    /^\s*cast\s*=/.test(rest) && !/\bdefault\b/.test(rest);
}
