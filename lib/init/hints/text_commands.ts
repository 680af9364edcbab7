/**
 * Commands that a README or a Dockerfile shows.
 *
 * @module
 */

/** Commands that start an app, as they are typed. */
const TYPED =
  /(?:^|[\s`$>"])((?:(?:poetry|uv|pipenv) run )?(?:python[\d.]* (?:-m )?)?(?:(?:streamlit run|panel serve|marimo (?:run|edit)|gradio|fastapi (?:dev|run)|uvicorn|gunicorn|hypercorn|flask)\b[^`\n"|&;]{0,200}|[\w./-]+\.py\b))/gm;
const CMD = /^[ \t]*(?:CMD|ENTRYPOINT)[ \t]+(.+)$/gim;

/** Command lines in prose, in their order, without repetition. */
export function commandsInText(text: string): string[] {
  const found = [...text.matchAll(TYPED)].map(([, command = ""]) =>
    command.trim()
  ).filter((command) => /\s/.test(command));
  return [...new Set(found)];
}

/** What a `Dockerfile` runs. */
export function dockerfileCommands(text: string): string[] {
  const joined = text.replaceAll(/\\\r?\n/g, " ");
  return [...joined.matchAll(CMD)].map(([, command = ""]) => {
    const words = jsonWords(command);
    return words === undefined ? command.trim() : words.join(" ");
  });
}

function jsonWords(text: string): string[] | undefined {
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) ? words.map(String) : undefined;
  } catch {
    return undefined;
  }
}
