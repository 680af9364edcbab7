/**
 * Placeholders in what `workspace.ts` says of a service: `{port}`, `{data}` and
 * `{password}`, each with `:NAME` for another service's.
 *
 * @module
 */

/** What placeholders stand for. */
export const PLACEHOLDERS = ["port", "data", "password"] as const;

/** A placeholder in a text. */
export interface Placeholder {
  /** As it is written. */
  readonly text: string;
  readonly kind: typeof PLACEHOLDERS[number];
  /** Another service; the service itself when absent. */
  readonly name: string | undefined;
}

/** With a `$` before it, as in `${port:-80}`, it is a variable of a shell. */
const PATTERN = /(?<!\$)\{(port|data|password)(?::([^{}]*))?\}/g;

/** The placeholders of a text. */
export function placeholdersIn(text: string): Placeholder[] {
  const found: Placeholder[] = [];
  fillPlaceholders(text, (placeholder) => {
    found.push(placeholder);
    return undefined;
  });
  return found;
}

/** Fills in a text; what has no value is left as it is. */
export function fillPlaceholders(
  text: string,
  valueOf: (placeholder: Placeholder) => string | undefined,
): string {
  return text.replace(PATTERN, (all: string, word: string, name?: string) => {
    const kind = PLACEHOLDERS.find((known) => known === word);
    return kind && valueOf({ text: all, kind, name }) || all;
  });
}
