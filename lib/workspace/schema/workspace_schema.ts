/**
 * What `workspace.ts` may say, and what is filled in where it is silent.
 *
 * @module
 */
import * as v from "valibot";
import { UserError } from "../../core/errors.ts";
import { secrets } from "../../secrets/store/secret_schema.ts";
import {
  ollamaSchema,
  ollamaWishes,
} from "../../ollama/serve/ollama_schema.ts";
import { pythonSchema } from "./python_schema.ts";
import { brokenRules } from "./service_rules.ts";
import { services, text, variables } from "./service_schema.ts";
import { withProvided } from "./provided_variables.ts";

const schema = v.strictObject({
  name: text,
  python: pythonSchema,
  services,
  secrets: v.optional(secrets, {}),
  secretStore: v.optional(
    v.picklist(["env", "keyring"], 'must be "env" or "keyring"'),
    "env",
  ),
  models: v.optional(v.array(text), []),
  autostart: v.optional(v.boolean(), false),
  ollama: ollamaSchema,
  assets: v.optional(
    v.array(v.picklist(["htmx.min.js"], 'must be "htmx.min.js"')),
    [],
  ),
  env: v.optional(variables, {}),
});

/** The same type, read-only through and through. */
export type DeepReadonly<T> = T extends string | number | boolean | undefined
  ? T
  : { readonly [K in keyof T]: DeepReadonly<T[K]> };

/** What `workspace.ts` may export, as the schema has it. */
export type SchemaInput = v.InferInput<typeof schema>;

/** A workspace that was validated, with every default filled in. */
export type Workspace = DeepReadonly<ReturnType<typeof complete>>;

/** A service with every default filled in. */
export type Service = Workspace["services"][number];

/** What a workspace says about Python, with every default filled in. */
export type Python = Workspace["python"];

/**
 * Checks what `workspace.ts` exports and fills in the defaults.
 *
 * @throws {UserError} naming each wrong field and what is allowed there
 */
export function parseWorkspace(input: unknown): Workspace {
  const parsed = v.safeParse(schema, input);
  if (!parsed.success) throw refusal(parsed.issues.map(describeIssue));
  const workspace = complete(parsed.output);
  const broken = brokenRules(workspace.services, workspace.env);
  if (broken.length > 0) throw refusal(broken);
  return { ...workspace, services: withProvided(workspace.services) };
}

/** A service that Hearth adds, with every default filled in. */
export function makeService(
  name: string,
  input: SchemaInput["services"][string],
): Service {
  const { [name]: service } = v.parse(services, { [name]: input });
  if (service === undefined) throw new TypeError(`No service "${name}"`);
  return completeService(name, service);
}

/** Fills in what depends on more than one field. */
// deno-lint-ignore explicit-function-return-type -- the one source of its type
function complete({ services, ...rest }: v.InferOutput<typeof schema>) {
  return {
    ...rest,
    services: Object.entries(services).map(([name, service]) =>
      completeService(name, service)
    ),
    ollama: ollamaWishes(rest.ollama, rest.models),
  };
}

// deno-lint-ignore explicit-function-return-type -- the one source of its type
function completeService(
  name: string,
  service: v.InferOutput<typeof services>[string],
) {
  const { ready } = service;
  return {
    ...service,
    name,
    port: service.port,
    open: service.open,
    address: service.address,
    ready: isAskedOtherwise(ready)
      ? ready
      : { ...ready, path: ready.path ?? "/" },
  };
}

function isAskedOtherwise(
  { tcp, log, command }: {
    readonly tcp?: unknown;
    readonly log?: unknown;
    readonly command?: unknown;
  },
): boolean {
  return tcp !== undefined || log !== undefined || command !== undefined;
}

function refusal(lines: readonly string[]): UserError {
  return new UserError(
    `Cannot use workspace.ts:\n${lines.map((line) => `  ${line}`).join("\n")}`,
    { hint: "Fix workspace.ts; its types describe each field." },
  );
}

/** One wrong field: where, what is allowed, what is there. */
function describeIssue(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue) ?? "the default export";
  if (issue.expected === "never") return `${field}: is not a known field`;
  const allowed = issue.message.startsWith("must")
    ? issue.message
    : `must be ${issue.expected ?? "given"}`;
  // A whole object that breaks a rule is better described by the rule.
  if (issue.received === "Object" && issue.type === "check") {
    return `${field}: ${allowed}`;
  }
  return `${field}: ${allowed}, but is ${issue.received}`;
}
