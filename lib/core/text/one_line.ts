/**
 * Text from elsewhere, made safe to show in a line.
 *
 * @module
 */

/** Characters of a server's error that are shown. */
const LONGEST = 500;
/** Characters that change the order in which others are shown. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Drops what would move the cursor or change the terminal, and puts a space
 * in place of line ends and tabs.
 */
export function oneLine(text: string): string {
  return text.slice(0, 2 * LONGEST).replaceAll(/\s+/gu, " ")
    .replaceAll(/\p{Cc}/gu, "").replaceAll(DIRECTION, "").trim()
    .slice(0, LONGEST);
}
