/**
 * The ports: everything that Hearth asks of the machine, as interfaces.
 *
 * A function in `lib/` takes the narrowest slice that it uses, for instance
 * `Pick<System, "fs" | "proc">`, so that its type says what it may touch.
 *
 * @module
 */
import type { FileSystem } from "./files/file_system.ts";
import type { Processes } from "./processes/processes.ts";

export * from "./files/file_system.ts";
export * from "./processes/processes.ts";

/** An answer to an HTTP request. */
export interface HttpAnswer {
  readonly status: number;
}

/** A request of which only the answer's status is wanted. */
export interface HttpRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Milliseconds. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
}

/** A question over HTTP whose whole answer is wanted. */
export interface HttpQuestion {
  /** Milliseconds for everything, connecting included. */
  readonly deadline: number;
  /** Makes it a POST request with this body. */
  readonly json?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** What came of a {@linkcode HttpQuestion}. */
export type HttpResult =
  | {
    readonly kind: "answered";
    readonly status: number;
    readonly text: string;
  }
  /** Nothing listens, or there is no such host. */
  | { readonly kind: "unreachable"; readonly why: string }
  /** No whole answer within the deadline. */
  | { readonly kind: "silent" }
  /** Something that is not HTTP, or an answer that broke off. */
  | { readonly kind: "garbled" };

/** Who listens on a port. */
export interface PortOwner {
  readonly pid: number;
  readonly command: string;
}

/** How to look for who listens on a port. */
export interface OwnerOptions {
  /** Processes to look at first. */
  readonly likely?: readonly number[];
  /**
   * The loopback address that was asked, `127.0.0.1` or `[::1]`: two programs
   * can share a port, one on each. Linux only.
   */
  readonly host?: string | undefined;
}

/** The network, loopback foremost. */
export interface Network {
  /** Whether nothing listens on the port, on IPv4 and IPv6, on any address. */
  isFree(port: number): boolean;
  /** Who listens on the port, as far as this user may see it. */
  owner(port: number, options?: OwnerOptions): Promise<PortOwner | undefined>;
  /** Whether something takes a connection there within `deadline` ms. */
  connects(
    port: number,
    options: { readonly host: string; readonly deadline: number },
  ): Promise<boolean>;
  /** A GET request; `undefined` when there is no answer within `deadline` ms. */
  get(url: string, deadline: number): Promise<HttpAnswer | undefined>;
  /**
   * A request over HTTP or HTTPS that follows no redirection; `undefined`
   * when there is no answer.
   */
  request(url: string, request: HttpRequest): Promise<HttpAnswer | undefined>;
  /**
   * Asks and reads the whole answer; never takes longer than the deadline.
   * Rejects with the signal's reason when aborted, and in no other case.
   */
  ask(url: string, question: HttpQuestion): Promise<HttpResult>;
}

/** What the machine is and what was put into the environment. */
export interface Environment {
  get(name: string): string | undefined;
  all(): Record<string, string>;
  readonly os: "linux" | "darwin" | "windows";
  /** `x86_64` or `aarch64`. */
  readonly arch: string;
  /** The running Deno's own executable. */
  readonly deno: string;
  /** Numeric id of the user that Hearth runs as; `null` on Windows. */
  readonly user: number | null;
  /** The directory in which the user typed the command. */
  readonly cwd: string;
}

/** Time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds, never going back. */
  elapsed(): number;
  /** Rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Acts each time that so many milliseconds have passed; returns its end. */
  every(ms: number, act: () => void): () => void;
}

/** The streams that a user sees. */
export interface Terminal {
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Width of standard error in characters. */
  columns(): number;
  /** Returns false when no one can read it any more. */
  writeOut(text: string): boolean;
  writeError(text: string): boolean;
  /** Reads standard input to its end, or until it is more than `most` bytes. */
  readInput(most?: number): Promise<Uint8Array>;
}

/** The machine, as six small ports. */
export interface System {
  readonly fs: FileSystem;
  readonly proc: Processes;
  readonly net: Network;
  readonly env: Environment;
  readonly clock: Clock;
  readonly terminal: Terminal;
}
