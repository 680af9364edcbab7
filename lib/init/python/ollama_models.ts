/**
 * Models of Ollama that Python files name.
 *
 * @module
 */
import { importsModule } from "./imported_modules.ts";
import type { MaskedSource } from "./mask_source.ts";

/** Packages that talk to Ollama, and modules that they are imported as. */
export const OLLAMA_PACKAGES = [
  "ollama",
  "langchain-ollama",
  "llama-index-llms-ollama",
] as const;
const OLLAMA_MODULES = [
  "ollama",
  "langchain_ollama",
  "langchain_community.llms.ollama",
  "langchain_community.chat_models.ollama",
  "llama_index.llms.ollama",
];

/** `model="…"` in a call, and constants that are called a model. */
const ARGUMENT = /\bmodel(?:_name)?\s*=\s*[rRuU]?"(\d+)"/g;
const CONSTANT = /\b\w*MODEL\w*\s*(?::[^=\n]+)?=\s*[rRuU]?"(\d+)"/g;
const DEFAULT = /\(\s*"(\d+)"\s*,\s*"(\d+)"\s*\)/g;
const MODEL_NAME = /^[a-z0-9][\w.-]*(?:\/[\w.-]+)*(?::[\w.-]+)?$/;
/** Names of other services, which libraries take in the same place. */
const OTHERS = /^(?:gpt-|o\d|claude|gemini|text-embedding|command-|sonar)/;

/** Whether the file talks to Ollama. */
export function usesOllama(modules: ReadonlySet<string>): boolean {
  return OLLAMA_MODULES.some((module) => importsModule(modules, module));
}

/** Names of the models that it uses; `"ollama/NAME"` counts in any file. */
export function ollamaModels(
  { code, texts }: MaskedSource,
  modules: ReadonlySet<string>,
): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    const model = /^ollama(?:_chat)?\/(\S+)$/.exec(text)?.[1];
    if (model !== undefined) found.add(model);
  }
  if (!usesOllama(modules)) return [...found].filter(isModel);
  for (const pattern of [ARGUMENT, CONSTANT]) {
    for (const [, index] of code.matchAll(pattern)) {
      found.add(texts[Number(index)] ?? "");
    }
  }
  for (const [, variable, value] of code.matchAll(DEFAULT)) {
    if (/^(?:OLLAMA_)?\w*MODEL$/.test(texts[Number(variable)] ?? "")) {
      found.add(texts[Number(value)] ?? "");
    }
  }
  return [...found].filter(isModel);
}

function isModel(name: string): boolean {
  return name.length <= 80 && MODEL_NAME.test(name) && !OTHERS.test(name);
}
