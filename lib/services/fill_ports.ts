/**
 * Ports in what `workspace.ts` says.
 *
 * @module
 */

/** `{port}`, or `{port:NAME}` for another service's. */
const PLACEHOLDER = /\{port(?::([^{}]*))?\}/g;

/**
 * Puts ports in place of `{port}` and `{port:NAME}`.
 *
 * @param service Whose port `{port}` is
 */
export function fillPorts(
  text: string,
  service: string,
  ports: ReadonlyMap<string, number>,
): string {
  return text.replace(
    PLACEHOLDER,
    (placeholder, name) => `${ports.get(name ?? service) ?? placeholder}`,
  );
}

/** The services whose ports a text asks for. */
export function portsAskedFor(text: string, service: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? service);
}
