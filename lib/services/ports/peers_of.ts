/**
 * Services whose ports another one is given.
 *
 * @module
 */
import { placeholdersIn } from "../../workspace/placeholder.ts";

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
  const asked = texts.flatMap(placeholdersIn)
    .filter(({ kind }) => kind === "port")
    .flatMap((placeholder) => placeholder.name ?? []);
  return [...new Set(asked)].filter((other) => other !== name);
}
