/**
 * The lines of a stream that hold a JSON object.
 *
 * @module
 */

/** Characters of a line; Ollama sends a few words in each. */
const LONGEST = 4 * 1024 * 1024;

/**
 * Passes on the lines that hold an object and drops all others, which the
 * client library would print as they are.
 *
 * @throws {RangeError} in the stream, when a line does not end
 */
export function jsonLines(): TransformStream<string, string> {
  let unread = "";
  return new TransformStream({
    transform(text, controller) {
      const lines = (unread + text).split("\n");
      unread = lines.pop() ?? "";
      if (unread.length > LONGEST) throw new RangeError("A line does not end");
      for (const line of lines) {
        if (isObject(line)) controller.enqueue(`${line}\n`);
      }
    },
    flush(controller) {
      if (isObject(unread)) controller.enqueue(`${unread}\n`);
    },
  });
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}
