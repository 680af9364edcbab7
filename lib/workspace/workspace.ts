/**
 * What a workspace runs, as typed data: the vocabulary of `workspace.ts`.
 *
 * @module
 */

import type { DeepReadonly, SchemaInput } from "./workspace_schema.ts";

export type { Python, Service, Workspace } from "./workspace_schema.ts";

/**
 * When a service counts as ready: by one of `path`, `tcp`, `log` and `command`.
 * One with a port is asked for `/` where none is given, one without is ready
 * once it runs.
 */
export interface ReadyCheck {
  /** Path that is asked over HTTP at 127.0.0.1, then [::1]. @default {"/"} */
  readonly path?: string | undefined;
  /** Ready once it takes connections on its port. */
  readonly tcp?: true | undefined;
  /** Regular expression for a line of its log: `"Listening on .*:\\d+"`. */
  readonly log?: string | undefined;
  /**
   * Program and arguments that succeed once it is ready, run again until they
   * do, in the service's environment and directory.
   */
  readonly command?: readonly string[] | undefined;
  /** Seconds until start gives up waiting. @default {60} */
  readonly timeout?: number | undefined;
}

/** A program that `start` runs and `stop` ends. */
export interface ServiceInput {
  /**
   * Program and arguments. `{port}` stands for the port that the service gets,
   * `{port:NAME}` for another's, `{data}` for a directory of its own that
   * `clean` keeps, `.hearth/data/NAME`; programs are looked for in `.venv/bin`
   * first.
   */
  readonly command: readonly string[];
  /** Directory in which it runs, from the workspace's root. @default {"."} */
  readonly cwd?: string | undefined;
  /**
   * Variables of this service only, with ports and `{data}` as in `command`;
   * `{password}` stands for a random password of its own.
   */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /**
   * Files of variables for this service only, written as `.env` is; a later
   * one wins, all of them win over `.env`. @default {[]}
   */
  readonly envFiles?: readonly string[] | undefined;
  /**
   * Variables of the services that depend on this one, in which `{port}`,
   * `{data}` and `{password}` are this one's.
   */
  readonly provides?: Readonly<Record<string, string>> | undefined;
  /** Port that it prefers, or the next free one. */
  readonly port?: number | undefined;
  readonly ready?: ReadyCheck | undefined;
  /** Services that must be ready before it starts. @default {[]} */
  readonly dependsOn?: readonly string[] | undefined;
  /**
   * Commands that must succeed before each start of it, one after the other,
   * each with a log of its own: `[["python", "manage.py", "migrate"]]`.
   */
  readonly before?: readonly (readonly string[])[] | undefined;
  /** Seconds that all of `before` may take. @default {600} */
  readonly beforeTimeout?: number | undefined;
  /**
   * Whether it is started again when it exits: never, after an exit code other
   * than 0, or always. Only once it was ready, and ever more slowly.
   * @default {"never"}
   */
  readonly restart?: "never" | "on-failure" | "always" | undefined;
  /**
   * Started only by name, with `--all` or for a service that depends on it.
   * @default {false}
   */
  readonly optional?: boolean | undefined;
  /** Page that `start` opens once it is ready, as a path; none when absent. */
  readonly open?: string | undefined;
  /** Signal that asks it to end. @default {"SIGTERM"} */
  readonly stopSignal?:
    | "SIGTERM"
    | "SIGINT"
    | "SIGQUIT"
    | "SIGHUP"
    | "SIGUSR1"
    | "SIGUSR2"
    | undefined;
  /** Seconds between that signal and SIGKILL. @default {5} */
  readonly stopTimeout?: number | undefined;
  /** Megabytes that its log may take, older lines going first. */
  readonly logLimit?: number | undefined;
  /**
   * How a page that needs a sign-in is opened. `"file"`: the service writes its
   * sign-in address, a token in the query, into the file that the variable
   * `HEARTH_ADDRESS_FILE` names, before it answers and again when the token was
   * used; `open` is the page below it. `"jupyter"` takes address and token from
   * Jupyter's own runtime file.
   */
  readonly address?: "jupyter" | "file" | undefined;
  /**
   * Packages of the venv that `start` has compiled while it checks a new one,
   * as `"jupyter_lsp"` or `"zmq.sugar"`: those that the program needs nearly
   * whole, in the order in which it comes to them. @default {[]}
   */
  readonly compileAhead?: readonly string[] | undefined;
}

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

/** The Python that the workspace needs, and where its packages are listed. */
export interface PythonInput {
  /**
   * Versions that serve, as a range of PEP 440: `">=3.11"`, `">=3.11,<3.15"`.
   * Not needed where `requires-python` or `.python-version` says it; what they
   * say counts too.
   */
  readonly version?: string | undefined;
  /**
   * The files that list the packages, relative to the workspace. @default {the
   * first of uv.lock, pylock.toml, requirements.lock, requirements.txt,
   * pyproject.toml and environment.yml}
   */
  readonly from?: string | readonly string[] | undefined;
  /** Extras of the project in `pyproject.toml`. @default {[]} */
  readonly extras?: readonly string[] | undefined;
  /**
   * Groups of packages to add: dependency groups of `pyproject.toml`, or `torch`
   * for `requirements-torch.txt`. @default {[]}
   */
  readonly groups?: readonly string[] | undefined;
  /**
   * Distributions to leave out, for instance the project's own if it cannot be
   * built. @default {[]}
   */
  readonly exclude?: readonly string[] | undefined;
  /**
   * Whether the project's own package is installed so that edits count, or as a
   * copy. Without it, a project in `pyproject.toml` that has a `build-system` is
   * installed for editing, and beside requirements it is not installed.
   */
  readonly editable?: boolean | undefined;
  /** Modules that must import before a new `.venv` is taken into use. */
  readonly imports?: readonly string[] | undefined;
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
