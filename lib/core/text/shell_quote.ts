/**
 * Text as one word of a shell.
 *
 * @module
 */

/** Quotes text so that sh, bash, zsh and dash read back exactly that. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
