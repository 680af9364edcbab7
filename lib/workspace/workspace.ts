/**
 * What a workspace runs, as typed data: the vocabulary of `workspace.ts`.
 *
 * @module
 */

/** Where a service's page is and when it counts as ready. */
export interface ReadyCheck {
  /** Path that is asked over HTTP at 127.0.0.1, then [::1]. @default {"/"} */
  readonly path?: string;
  /** Seconds until start gives up waiting. @default {60} */
  readonly timeout?: number;
}

/** A program that `start` runs and `stop` ends. */
export interface ServiceInput {
  /**
   * Program and arguments. `{port}` stands for the port that the service gets,
   * `{port:NAME}` for another's; programs are looked for in `.venv/bin` first.
   */
  readonly command: readonly string[];
  /**
   * Port that it prefers, or the next free one; a service without one is ready
   * once it runs.
   */
  readonly port?: number;
  readonly ready?: ReadyCheck;
  /** Page that `start` opens once it is ready, as a path; none when absent. */
  readonly open?: string;
  /** Variables of this service only, with ports as in `command`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Seconds between SIGTERM and SIGKILL. @default {5} */
  readonly stopTimeout?: number;
  /**
   * How a page that needs a sign-in is opened. `"file"`: the service writes its
   * sign-in address, a token in the query, into the file that the variable
   * `HEARTH_ADDRESS_FILE` names, before it answers and again when the token was
   * used; `open` is the page below it. `"jupyter"` takes address and token from
   * Jupyter's own runtime file.
   */
  readonly address?: "jupyter" | "file";
  /**
   * Packages of the venv that `start` has compiled while it checks a new one,
   * as `"jupyter_lsp"` or `"zmq.sugar"`: those that the program needs nearly
   * whole, in the order in which it comes to them. @default {[]}
   */
  readonly compileAhead?: readonly string[];
}

/**
 * An HTTP request that reports whether a secret works; `{value}` stands for the
 * secret in every text.
 */
export interface SecretCheck {
  /** HTTPS, or HTTP on loopback; the value is percent-encoded in it. */
  readonly url: string;
  /** @default {"GET"} */
  readonly method?: "GET" | "HEAD" | "POST";
  /** For instance `{ authorization: "Bearer {value}" }`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Answers to a value that works. @default {"200 to 299"} */
  readonly status?: readonly number[];
}

/** A secret that the workspace needs. */
export interface SecretInput {
  /** What the user is asked for. */
  readonly prompt: string;
  /** A sentence or two on what it is for and how to come by one. */
  readonly help?: string;
  /** Where to get one. */
  readonly url?: string;
  /** Regular expression that a value must match as a whole. */
  readonly pattern?: string;
  /** Asked of the server that knows, when a value was typed. */
  readonly check?: SecretCheck;
  /** The workspace does without: `start` does not ask. @default {false} */
  readonly optional?: boolean;
}

/** The Python that the workspace needs, and where its packages are listed. */
export interface PythonInput {
  /**
   * Versions that serve, as a range of PEP 440: `">=3.11"`, `">=3.11,<3.15"`.
   * Not needed where `requires-python` or `.python-version` says it; what they
   * say counts too.
   */
  readonly version?: string;
  /**
   * The files that list the packages, relative to the workspace. @default {the
   * first of uv.lock, pylock.toml, requirements.lock, requirements.txt,
   * pyproject.toml and environment.yml}
   */
  readonly from?: string | readonly string[];
  /** Extras of the project in `pyproject.toml`. @default {[]} */
  readonly extras?: readonly string[];
  /**
   * Groups of packages to add: dependency groups of `pyproject.toml`, or `torch`
   * for `requirements-torch.txt`. @default {[]}
   */
  readonly groups?: readonly string[];
  /**
   * Distributions to leave out, for instance the project's own if it cannot be
   * built. @default {[]}
   */
  readonly exclude?: readonly string[];
  /**
   * Whether the project's own package is installed so that edits count, or as a
   * copy. Without it, a project in `pyproject.toml` that has a `build-system` is
   * installed for editing, and beside requirements it is not installed.
   */
  readonly editable?: boolean;
  /** Modules that must import before a new `.venv` is taken into use. */
  readonly imports?: readonly string[];
}

/** How the workspace uses Ollama. */
export interface OllamaInput {
  /**
   * Whether `start` runs `ollama serve` with the other services, where no
   * server answers yet. @default {false}
   */
  readonly serve?: boolean;
  /** Whether the model says a few words at entry. @default {false} */
  readonly greeting?: boolean;
}

/** Everything that a workspace declares. */
export interface WorkspaceInput {
  readonly name: string;
  /** @default {{}} */
  readonly python?: PythonInput;
  /** By name; names are lower case and show up in logs and claims. */
  readonly services: Readonly<Record<string, ServiceInput>>;
  /** By the variable that holds the value. */
  readonly secrets?: Readonly<Record<string, SecretInput>>;
  /**
   * Where declared secrets are kept: `.env`, or the operating system's keyring
   * (macOS' Keychain, a Secret Service). @default {"env"}
   */
  readonly secretStore?: "env" | "keyring";
  /** Ollama models, the preferred one first. */
  readonly models?: readonly string[];
  /** Anyone who uses Ollama without more to say writes `{}`. */
  readonly ollama?: OllamaInput;
  /** Whether entering the shell on a terminal starts it all. @default {false} */
  readonly autostart?: boolean;
  /** Variables of every service. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Gives `workspace.ts` its types; the content is checked when it is loaded. */
export function defineWorkspace(input: WorkspaceInput): WorkspaceInput {
  return input;
}

/** A service with every default filled in. */
export interface Service {
  readonly name: string;
  readonly command: readonly string[];
  readonly port: number | undefined;
  readonly ready: Required<ReadyCheck>;
  readonly open: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly stopTimeout: number;
  readonly address: ServiceInput["address"] | undefined;
  readonly compileAhead: readonly string[];
}

/** What a workspace says about Python, with defaults filled in. */
export interface Python extends Required<Omit<PythonInput, OpenInput>> {
  readonly version: string | undefined;
  /** Empty for whatever is found. */
  readonly from: readonly string[];
  readonly editable: boolean | undefined;
}

/** What has another type when it is read. */
type OpenInput = "version" | "from" | "editable";

/** A workspace that was validated, with every default filled in. */
export interface Workspace {
  readonly name: string;
  readonly python: Python;
  readonly services: readonly Service[];
  readonly secrets: Readonly<Record<string, SecretInput>>;
  readonly secretStore: "env" | "keyring";
  readonly models: readonly string[];
  /** Absent where neither it nor `models` are declared. */
  readonly ollama: Required<OllamaInput> | undefined;
  readonly autostart: boolean;
  readonly env: Readonly<Record<string, string>>;
}
