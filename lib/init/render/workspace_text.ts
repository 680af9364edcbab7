/**
 * The text of `workspace.ts`.
 *
 * @module
 */
import type {
  Literal,
  Proposal,
  ProposedService,
} from "../propose/proposal.ts";
import { flatText, keyText, literalText, WIDTH } from "./literal_text.ts";

/** How the file gets its types in an editor. */
export interface TextOptions {
  /** Path of a declaration file to refer to; none where imports resolve. */
  readonly types?: string | undefined;
}

/** Writes the file as its owner would: only what differs from the defaults. */
export function workspaceText(
  { name, python, services, secrets, models, usesOllama }: Proposal,
  { types }: TextOptions = {},
): string {
  const names = [
    "defineWorkspace",
    ...services.flatMap(({ preset }) => preset ?? []),
  ];
  const lines = [
    ...(types === undefined ? [] : [`/// <reference types="${types}" />\n`]),
    importText([...new Set(names)].sort(byName)),
    "\nexport default defineWorkspace({\n",
    property("name", name),
    ...(Object.keys(python).length > 0 ? [property("python", python)] : []),
    ...(services.length > 0
      ? ["  services: {\n", ...services.map(serviceText), "  },\n"]
      : ["  services: {},\n"]),
  ];
  if (secrets.length > 0) {
    lines.push("  secrets: {\n");
    for (const { name, prompt, isOptional } of secrets) {
      const value = { prompt, ...(isOptional && { optional: true }) };
      lines.push(property(name, value, 4));
    }
    lines.push("  },\n");
  }
  if (models.length > 0) lines.push(property("models", models));
  else if (usesOllama) lines.push(property("ollama", {}));
  return `${lines.join("")}});\n`;
}

/** As `deno fmt` sorts names in braces: letters first, whatever their case. */
function byName(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

function importText(names: readonly string[]): string {
  const line = `import { ${names.join(", ")} } from "hearth";\n`;
  if (line.length <= WIDTH + 1) return line;
  return `import {\n${
    names.map((name) => `  ${name},\n`).join("")
  }} from "hearth";\n`;
}

function property(name: string, value: Literal, indent = 2): string {
  const key = `${" ".repeat(indent)}${keyText(name)}: `;
  const text = literalText(value, { indent, column: key.length, after: 1 });
  return `${key}${text},\n`;
}

/** A call of a preset, or an object. */
function serviceText(
  { name, preset, options, isOptional = false }: ProposedService,
): string {
  if (preset === undefined) return property(name, options, 4);
  if (isOptional) {
    return optionalText(`    ${keyText(name)}: `, preset, options);
  }
  const before = `    ${keyText(name)}: ${preset}(`;
  if (Object.keys(options).length === 0) return `${before}),\n`;
  const text = literalText(options, {
    indent: 4,
    column: before.length,
    after: 2,
  });
  return `${before}${text}),\n`;
}

/** What a preset returns, with the service optional. */
function optionalText(
  before: string,
  preset: string,
  options: ProposedService["options"],
): string {
  const hasOptions = Object.keys(options).length > 0;
  const value = hasOptions ? flatText(options) : "";
  const line = `${before}{ ...${preset}(${value}), optional: true },`;
  if (line.length <= WIDTH || !hasOptions) return `${line}\n`;
  const call = `      ...${preset}(`;
  const text = literalText(options, {
    indent: 6,
    column: call.length,
    after: 2,
  });
  return `${before}{\n${call}${text}),\n      optional: true,\n    },\n`;
}
