/**
 * Which placeholders may be where in `workspace.ts`.
 *
 * @module
 */
import { PLACEHOLDERS, placeholdersIn } from "./placeholder.ts";

/** Of a service what may have placeholders. */
export interface FilledService {
  readonly name: string;
  readonly command: readonly string[];
  readonly before: readonly (readonly string[])[];
  readonly ready: {
    readonly command?: readonly string[] | undefined;
    readonly path?: string | undefined;
    readonly log?: string | undefined;
  };
  readonly env: Readonly<Record<string, string>>;
  readonly provides: Readonly<Record<string, string>>;
  readonly port?: number | undefined;
  readonly cwd?: string | undefined;
  readonly envFiles?: readonly string[] | undefined;
  readonly open?: string | undefined;
}

/** A field and its text. */
type Field = readonly [string, string];

/** `{url:NAME}` and the like: no placeholder, but meant as one. */
const MISTAKEN = /(?<!\$)\{([a-z]+):([^{}]*)\}/g;

/** A sentence for each placeholder that could not be filled in. */
export function wrongPlaceholders(
  services: readonly FilledService[],
  env: Readonly<Record<string, string>>,
): string[] {
  return [
    ...named("env", env).flatMap(notFilledIn),
    ...services.flatMap((service) => [
      ...filledFields(service).flatMap((field) =>
        wrongIn(field, service, services)
      ),
      ...unfilledFields(service).flatMap(notFilledIn),
    ]),
  ];
}

function notFilledIn([field, text]: Field): string[] {
  return placeholdersIn(text).map((placeholder) =>
    `${field}: must not contain ${placeholder.text}, which is filled in only in command, before, ready.command, env and provides of a service`
  );
}

function wrongIn(
  [path, text]: Field,
  { name: own, port }: FilledService,
  services: readonly FilledService[],
): string[] {
  const field = `services.${own}.${path}`;
  const names = services.map(({ name }) => name);
  const withPort = services.filter((service) => service.port !== undefined)
    .map(({ name }) => name);
  const wrong = placeholdersIn(text).flatMap(({ text, kind, name }) => {
    if (kind === "port" && name === undefined) {
      return port === undefined
        ? `${field}: must not contain {port}, because services.${own} has no "port"`
        : [];
    }
    const allowed = kind === "port" ? withPort : names;
    if (name === undefined || allowed.includes(name)) return [];
    const services = kind === "port"
      ? 'services with a "port"'
      : "services of this workspace";
    return `${field}: names "${name}" in ${text}, but ${services} are: ${
      allowed.join(", ") || "none"
    }`;
  });
  const mistaken = [...text.matchAll(MISTAKEN)].flatMap(
    ([text, kind = "", name = ""]) =>
      !names.includes(name) || PLACEHOLDERS.some((known) => known === kind)
        ? []
        : `${field}: must not contain ${text}, but may contain ${
          PLACEHOLDERS.map((known) => `{${known}:${name}}`).join(", ")
        }`,
  );
  return [...wrong, ...mistaken];
}

/** Fields in which placeholders are filled in. */
function filledFields(
  { command, before, ready, env, provides }: FilledService,
): Field[] {
  return [
    ...listed("command", command),
    ...before.flatMap((words, at) => listed(`before.${at}`, words)),
    ...listed("ready.command", ready.command ?? []),
    ...named("env", env),
    ...named("provides", provides),
  ];
}

/** Fields in which they are not. */
function unfilledFields(
  { name, cwd, envFiles = [], open, ready: { path, log } }: FilledService,
): Field[] {
  const fields = [
    ...given({ cwd, open, "ready.path": path, "ready.log": log }),
    ...listed("envFiles", envFiles),
  ];
  return fields.map(([field, text]) => [`services.${name}.${field}`, text]);
}

function listed(field: string, words: readonly string[]): Field[] {
  return words.map((word, at) => [`${field}.${at}`, word]);
}

function named(
  field: string,
  variables: Readonly<Record<string, string>>,
): Field[] {
  return Object.entries(variables)
    .map(([name, value]) => [`${field}.${name}`, value]);
}

function given(fields: Readonly<Record<string, string | undefined>>): Field[] {
  return Object.entries(fields)
    .flatMap(([field, text]): Field[] =>
      text === undefined ? [] : [[field, text]]
    );
}
