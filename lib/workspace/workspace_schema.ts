/**
 * What `workspace.ts` may say, and what is filled in where it is silent.
 *
 * @module
 */
import * as v from "valibot";
import { UserError } from "../core/errors.ts";
import { VARIABLE_NAME } from "../secrets/store/secret_name.ts";
import { secrets } from "../secrets/store/secret_schema.ts";
import { ollamaSchema, ollamaWishes } from "../ollama/serve/ollama_schema.ts";
import { pythonSchema } from "./python_schema.ts";
import { portsAskedFor } from "../services/ports/fill_ports.ts";
import type { Service, Workspace } from "./workspace.ts";

const SERVICE_NAME = /^[a-z][a-z0-9-]*$/;
const MODULE_NAME =
  /^[\p{ID_Start}_]\p{ID_Continue}*(\.[\p{ID_Start}_]\p{ID_Continue}*)*$/u;
/** Ports that a user without privileges may listen on. */
const PORTS = { lowest: 1024, highest: 65535 };

const text = v.pipe(v.string(), v.nonEmpty("must not be empty"));
const path = v.pipe(
  v.string(),
  v.regex(/^\//, 'must be a path that begins with "/"'),
);
const seconds = v.pipe(
  v.number(),
  v.minValue(0.1, "must be at least 0.1 seconds"),
  v.maxValue(3600, "must be at most 3600 seconds"),
);
const portMessage =
  `must be a whole number from ${PORTS.lowest} to ${PORTS.highest}`;
const port = v.pipe(
  v.number(portMessage),
  v.integer(portMessage),
  v.minValue(PORTS.lowest, portMessage),
  v.maxValue(PORTS.highest, portMessage),
);
const variables = v.record(
  v.pipe(
    v.string(),
    v.regex(VARIABLE_NAME, "must be a valid name for an environment variable"),
  ),
  v.string(),
);

const service = v.strictObject({
  command: v.pipe(
    v.array(text),
    v.minLength(1, "must list a program and its arguments"),
  ),
  port: v.optional(port),
  ready: v.optional(
    v.strictObject({
      path: v.optional(path, "/"),
      timeout: v.optional(seconds, 60),
    }),
    {},
  ),
  open: v.optional(path),
  env: v.optional(variables, {}),
  stopTimeout: v.optional(seconds, 5),
  address: v.optional(
    v.picklist(["jupyter", "file"], 'must be "jupyter" or "file"'),
  ),
  compileAhead: v.optional(
    v.array(
      v.pipe(
        v.string(),
        v.regex(MODULE_NAME, "must be the name of a Python package"),
      ),
    ),
    [],
  ),
});

const schema = v.strictObject({
  name: text,
  python: pythonSchema,
  services: v.record(
    v.pipe(
      v.string(),
      v.regex(
        SERVICE_NAME,
        "must be named with lower-case letters, digits and dashes",
      ),
    ),
    v.pipe(
      service,
      v.check(
        ({ port, open, address }) =>
          port !== undefined || (open === undefined && address === undefined),
        'must have a "port" if it has a page to open',
      ),
    ),
  ),
  secrets: v.optional(secrets, {}),
  secretStore: v.optional(
    v.picklist(["env", "keyring"], 'must be "env" or "keyring"'),
    "env",
  ),
  models: v.optional(v.array(text), []),
  autostart: v.optional(v.boolean(), false),
  ollama: ollamaSchema,
  env: v.optional(variables, {}),
});

/**
 * Checks what `workspace.ts` exports and fills in the defaults.
 *
 * @throws {UserError} naming each wrong field and what is allowed there
 */
export function parseWorkspace(input: unknown): Workspace {
  const parsed = v.safeParse(schema, input);
  if (!parsed.success) {
    const lines = parsed.issues.map(describeIssue);
    throw new UserError(
      `Cannot use workspace.ts:\n${
        lines.map((line) => `  ${line}`).join("\n")
      }`,
      { hint: "Fix workspace.ts; its types describe each field." },
    );
  }
  const { services, ...rest } = parsed.output;
  const list = Object.entries(services).map(([name, service]) => ({
    ...service,
    name,
    port: service.port,
    open: service.open,
    address: service.address,
  }));
  refuseSharedPorts(list);
  refuseUnknownPorts(list);
  const ollama = ollamaWishes(rest.ollama, rest.models);
  return { ...rest, services: list, ollama } as Workspace;
}

/** One wrong field: where, what is allowed, what is there. */
function describeIssue(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue) ?? "the default export";
  if (issue.expected === "never") return `${field}: is not a known field`;
  const allowed = issue.message.startsWith("must")
    ? issue.message
    : `must be ${issue.expected ?? "given"}`;
  return `${field}: ${allowed}, but is ${issue.received}`;
}

function refuseSharedPorts(
  services: readonly { name: string; port: number | undefined }[],
): void {
  const owners = new Map<number, string>();
  for (const { name, port } of services) {
    if (port === undefined) continue;
    const other = owners.get(port);
    if (other !== undefined) {
      throw new UserError(
        `Cannot use workspace.ts:\n  services.${name}.port: must differ from ` +
          `services.${other}.port, but both are ${port}`,
      );
    }
    owners.set(port, name);
  }
}

function refuseUnknownPorts(
  services: readonly Pick<Service, "name" | "port" | "command" | "env">[],
): void {
  const withPort = services.filter(({ port }) => port !== undefined)
    .map(({ name }) => name);
  for (const { name, command, env } of services) {
    const texts = [...command, ...Object.values(env)];
    const asked = texts.flatMap((text) => portsAskedFor(text, name));
    const unknown = asked.find((other) => !withPort.includes(other));
    if (unknown === undefined) continue;
    throw new UserError(
      `Cannot use workspace.ts:\n  services.${name}: uses the port of ` +
        `"${unknown}", but services with a "port" are: ${withPort.join(", ")}`,
    );
  }
}
