/**
 * Text from programs and repositories within GitHub's Markdown.
 *
 * @module
 */

/** Characters of a block that a summary shows; a comment holds 65,536. */
const LIMIT = 20_000;

/**
 * A code block of any text. Its fence is longer than every run of backticks in
 * the text, so that nothing in there ends it.
 */
export function codeBlock(text: string): string {
  const shown = shorten(text);
  const runs = shown.match(/`{3,}/g) ?? [];
  const length = runs.reduce((most, run) => Math.max(most, run.length), 2);
  const fence = "`".repeat(length + 1);
  return `${fence}text\n${shown}\n${fence}`;
}

/** Text that Markdown and HTML take literally, on one line. */
export function plainText(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(
    // An underscore within a word marks nothing up.
    /[^\p{L}\p{N} .,()/+_-]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
    (character) => `&#${character.codePointAt(0)};`,
  );
}

/** A table; its cells are Markdown. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  return [head, head.map(() => "---"), ...body]
    .map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function shorten(text: string): string {
  if (text.length <= LIMIT) return text;
  const end = text.lastIndexOf("\n", LIMIT);
  return `${text.slice(0, end > 0 ? end : LIMIT)}\n(shortened)`;
}
