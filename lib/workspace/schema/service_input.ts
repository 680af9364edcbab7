/**
 * What `workspace.ts` says of a service.
 *
 * @module
 */

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
