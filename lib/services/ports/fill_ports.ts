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

/** Of a service what may ask for ports. */
export interface AskingService {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly before: readonly (readonly string[])[];
  readonly ready: { readonly command?: readonly string[] | undefined };
}

/** The other services whose ports a service is given. */
export function peersOf(
  { name, command, env, before, ready }: AskingService,
  variables: Readonly<Record<string, string>> = {},
): string[] {
  const texts = [
    ...command,
    ...before.flat(),
    ...ready.command ?? [],
    ...Object.values(env),
    ...Object.values(variables),
  ];
  const asked = texts.flatMap((text) => portsAskedFor(text, name));
  return [...new Set(asked)].filter((other) => other !== name);
}

/** The services whose ports a text asks for. */
export function portsAskedFor(text: string, service: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? service);
}
