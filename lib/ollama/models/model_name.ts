/**
 * Names of models, which may be written in more than one way.
 *
 * @module
 */

/** Whether two names mean one model: `llama3.1` is `llama3.1:latest`. */
export function isSameModel(one: string, other: string): boolean {
  return fullName(one) === fullName(other);
}

/** The name with its tag, in lower case as Ollama compares it. */
function fullName(name: string): string {
  const last = name.slice(name.lastIndexOf("/") + 1);
  return (last.includes(":") ? name : `${name}:latest`).toLowerCase();
}
