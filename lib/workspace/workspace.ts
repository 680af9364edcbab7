/**
 * What a workspace runs, as typed data: the vocabulary of `workspace.ts`.
 *
 * @module
 */

import type { ServiceInput } from "./schema/service_input.ts";
import type { PythonInput } from "./schema/python_input.ts";
import type { DeepReadonly, SchemaInput } from "./schema/workspace_schema.ts";

export type { PythonInput } from "./schema/python_input.ts";
export type { Python, Service, Workspace } from "./schema/workspace_schema.ts";

export type { ReadyCheck, ServiceInput } from "./schema/service_input.ts";

/**
 * An HTTP request that reports whether a secret works; `{value}` stands for the
 * secret in every text.
 */
export interface SecretCheck {
  /** HTTPS, or HTTP on loopback; the value is percent-encoded in it. */
  readonly url: string;
  /** @default {"GET"} */
  readonly method?: "GET" | "HEAD" | "POST" | undefined;
  /** For instance `{ authorization: "Bearer {value}" }`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  /** Answers to a value that works. @default {"200 to 299"} */
  readonly status?: readonly number[] | undefined;
}

/** A secret that the workspace needs. */
export interface SecretInput {
  /** What the user is asked for. */
  readonly prompt: string;
  /** A sentence or two on what it is for and how to come by one. */
  readonly help?: string | undefined;
  /** Where to get one. */
  readonly url?: string | undefined;
  /** Regular expression that a value must match as a whole. */
  readonly pattern?: string | undefined;
  /** Asked of the server that knows, when a value was typed. */
  readonly check?: SecretCheck | undefined;
  /** The workspace does without: `start` does not ask. @default {false} */
  readonly optional?: boolean | undefined;
}

/** How the workspace uses Ollama. */
export interface OllamaInput {
  /**
   * Whether `start` runs `ollama serve` with the other services, where no
   * server answers yet. @default {false}
   */
  readonly serve?: boolean | undefined;
  /** Whether the model says a few words at entry. @default {false} */
  readonly greeting?: boolean | undefined;
}

/** Everything that a workspace declares. */
export interface WorkspaceInput {
  readonly name: string;
  /** @default {{}} */
  readonly python?: PythonInput | undefined;
  /** By name; names are lower case and show up in logs and claims. */
  readonly services: Readonly<Record<string, ServiceInput>>;
  /** By the variable that holds the value. */
  readonly secrets?: Readonly<Record<string, SecretInput>> | undefined;
  /**
   * Where declared secrets are kept: `.env`, or the operating system's keyring
   * (macOS' Keychain, a Secret Service). @default {"env"}
   */
  readonly secretStore?: "env" | "keyring" | undefined;
  /** Ollama models, the preferred one first. */
  readonly models?: readonly string[] | undefined;
  /** Anyone who uses Ollama without more to say writes `{}`. */
  readonly ollama?: OllamaInput | undefined;
  /** Whether entering the shell on a terminal starts it all. @default {false} */
  readonly autostart?: boolean | undefined;
  /**
   * Scripts for web pages that setup puts into `.hearth/assets`, so that an app
   * can serve them without a content delivery network. @default {[]}
   */
  readonly assets?: readonly "htmx.min.js"[] | undefined;
  /** Variables of every service. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Gives `workspace.ts` its types; the content is checked when it is loaded. */
export function defineWorkspace(input: WorkspaceInput): WorkspaceInput {
  return input;
}

/** Whether two types are the same but for what is read-only. */
type Same<A, B> = Identical<DeepReadonly<A>, DeepReadonly<B>>;
type Identical<A, B> = (<T>() => T extends A ? 1 : 2) extends
  (<T>() => T extends B ? 1 : 2) ? true : false;

// Does not compile unless the schema takes just what these types describe.
true satisfies Same<WorkspaceInput, SchemaInput>;
