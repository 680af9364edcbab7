/**
 * Text for a shell.
 *
 * @module
 */

/** A word of a shell that stands for exactly this text. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
