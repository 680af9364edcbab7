/**
 * Environment variables that Python files read.
 *
 * @module
 */
import type { MaskedSource } from "./mask_source.ts";

/** One place where a variable is read. */
export interface VariableUse {
  readonly name: string;
  /**
   * What the code does without the variable: fails, goes on with nothing, or
   * has a value of its own.
   */
  readonly without: "fails" | "nothing" | "default";
}

/** The text of a literal, and what follows it. */
const LITERAL = String.raw`\(\s*[rRuUbB]?"(\d+)"\s*(,|\)(?:\s*or\b)?)`;
const CALLS = new RegExp(
  String.raw`\b(?:os\.getenv|getenv|environ\.get)${LITERAL}`,
  "g",
);
/** Readers of django-environ, environs, python-decouple and Starlette. */
const READERS = new RegExp(
  String.raw`(?<![\w.])(?:env(?:\.\w+)?|config|decouple\.config)${LITERAL}`,
  "g",
);
const READER_MODULES = /\b(?:environ|environs|decouple|starlette\.config)\b/;
const SUBSCRIPTS = /\benviron\[\s*[rRuUbB]?"(\d+)"\s*\](?!\s*=[^=])/g;
const TESTS = /[rRuUbB]?"(\d+)"\s+(?:not\s+)?in\s+(?:os\.)?environ\b/g;
/** Classes of pydantic-settings, with their indented bodies. */
const SETTINGS =
  /^class[ \t]+\w+\([^)\n]*BaseSettings[^)\n]*\):[^\n]*\n((?:(?:[ \t]+[^\n]*)?\n)*)/gm;
const FIELD = /^(?: {4}|\t)([A-Za-z]\w*)[ \t]*:[ \t]*([^\n=]+)(=)?/gm;
const NAME = /^[A-Za-z_][A-Za-z0-9_]{1,80}$/;

/** Every variable that the source reads, in the order of its text by kind. */
export function variableUses({ code, texts }: MaskedSource): VariableUse[] {
  const uses: VariableUse[] = [];
  const add = (index = "", without: VariableUse["without"]): void => {
    const name = texts[Number(index)] ?? "";
    if (NAME.test(name)) uses.push({ name, without });
  };
  for (const [, index] of code.matchAll(SUBSCRIPTS)) add(index, "fails");
  for (const [, index, next] of code.matchAll(CALLS)) {
    add(index, next === ")" ? "nothing" : "default");
  }
  for (const [, index] of code.matchAll(TESTS)) add(index, "default");
  if (READER_MODULES.test(code)) {
    for (const [, index, next] of code.matchAll(READERS)) {
      add(index, next === ")" ? "fails" : "default");
    }
  }
  return [...uses, ...settingsFields(code)];
}

/** Fields that pydantic fills from the environment. */
function settingsFields(code: string): VariableUse[] {
  if (!code.includes("BaseSettings")) return [];
  return [...`${code}\n`.matchAll(SETTINGS)].flatMap(([, body = ""]) =>
    [...body.matchAll(FIELD)]
      .filter(([, name]) => name !== "model_config")
      .map(([, name = "", type = "", equals]) => ({
        name: name.toUpperCase(),
        without: equals !== undefined || /\bNone\b|Optional/.test(type)
          ? "default"
          : "fails",
      } as const))
  );
}
