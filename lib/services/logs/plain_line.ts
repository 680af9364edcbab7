/**
 * Lines of a log, made safe to show.
 *
 * @module
 */

/** Characters of a command or a line of a log that are shown. */
const LONGEST = 500;
/** What colors a terminal's text, and what else would act on a terminal. */
// deno-lint-ignore no-control-regex
const ESCAPES = /\x1b\[[\d;?]*[A-Za-z]|\p{Cc}/gu;

/** A line without what acts on a terminal, cut where it is long. */
export function plainLine(text: string): string {
  return text.slice(0, 4 * LONGEST).replaceAll(ESCAPES, "").slice(0, LONGEST);
}
