/**
 * A machine in memory, for unit tests of logic.
 *
 * It is strict: a program, an answer or a stream that the test did not script
 * is an error that names what is missing.
 *
 * @module
 */
import type {
  Environment,
  HttpAnswer,
  HttpQuestion,
  HttpRequest,
  HttpResult,
  Network,
  PortOwner,
  System,
  Terminal,
} from "../../../lib/system/mod.ts";
import { FakeClock } from "./fake_clock.ts";
import { FakeFileSystem } from "./fake_file_system.ts";
import { fakeProcesses, type FakePrograms } from "./fake_processes.ts";
import type { FakeEntry } from "./fake_tree.ts";
import { strict } from "../strict.ts";

export { type FakeProgram, installed } from "./fake_processes.ts";

/** A question or request that was sent. */
export type Sent = Partial<HttpQuestion & HttpRequest>;

/** What a server answers. */
export type FakeServer =
  | HttpResult
  | ((sent: Sent) => HttpResult | Promise<HttpResult>);

/** How the machine is when the test begins. */
export interface FakeMachine extends FakePrograms {
  /** By absolute path. */
  readonly files?: Readonly<Record<string, string | FakeEntry>>;
  /** Ports on which something listens. */
  readonly listening?: readonly number[];
  /** Who does so, by port; the others are not to be seen. */
  readonly owners?: Readonly<Record<number, PortOwner>>;
  /** By URL. */
  readonly servers?: Readonly<Record<string, FakeServer>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly env?: Partial<Pick<Environment, "os" | "arch" | "cwd">>;
  /** Streams that are terminals. @default {[]} */
  readonly terminals?: readonly ("stdin" | "stdout" | "stderr")[];
  /** What standard input gives until its end. */
  readonly input?: string | Uint8Array;
}

/** The machine, and what was done to it. */
export interface FakeSystem extends System {
  readonly fs: FakeFileSystem;
  readonly clock: FakeClock;
  /** Every command that was run. */
  readonly commands: readonly (readonly string[])[];
  /** Everything that was sent, in order. */
  readonly sent: readonly (Sent & { readonly url: string })[];
  /** What was written to the streams. */
  readonly written: { out: string; error: string };
}

/** A whole answer over HTTP whose text is JSON. */
export function json(value: unknown, status = 200): HttpResult {
  return { kind: "answered", status, text: JSON.stringify(value) };
}

/** Makes the machine. */
export function fakeSystem(machine: FakeMachine = {}): FakeSystem {
  const clock = new FakeClock();
  const fs = new FakeFileSystem(clock);
  for (const [path, entry] of Object.entries(machine.files ?? {})) {
    fs.add(path, entry);
  }
  const commands: (readonly string[])[] = [];
  const sent: (Sent & { readonly url: string })[] = [];
  const written = { out: "", error: "" };
  return {
    fs,
    clock,
    commands,
    sent,
    written,
    proc: fakeProcesses(machine, commands),
    net: fakeNetwork(machine, sent),
    env: fakeEnvironment(machine),
    terminal: fakeTerminal(machine, written),
  };
}

function fakeNetwork(
  { servers = {}, listening, owners = {} }: FakeMachine,
  sent: (Sent & { readonly url: string })[],
): Network {
  const ask = async (url: string, what: Sent): Promise<HttpResult> => {
    what.signal?.throwIfAborted();
    const server = servers[url];
    if (server === undefined) throw new Error(`The test did not script ${url}`);
    sent.push({ url, ...what });
    return typeof server === "function" ? await server(what) : server;
  };
  const status = async (
    url: string,
    what: Sent,
  ): Promise<HttpAnswer | undefined> => {
    const answer = await ask(url, what);
    return answer.kind === "answered" ? { status: answer.status } : undefined;
  };
  return strict<Network>("net", {
    ...(listening && {
      isFree: (port: number) => !listening.includes(port),
      owner: (port: number) => Promise.resolve(owners[port]),
    }),
    ask,
    request: status,
    get: (url, deadline) => status(url, { deadline }),
  });
}

function fakeEnvironment({ variables = {}, env }: FakeMachine): Environment {
  return strict<Environment>("env", {
    get: (name) => Object.hasOwn(variables, name) ? variables[name] : undefined,
    all: () => ({ ...variables }),
    os: "linux",
    arch: "x86_64",
    cwd: "/project",
    ...env,
  });
}

function fakeTerminal(
  { terminals = [], input }: FakeMachine,
  written: FakeSystem["written"],
): Terminal {
  return strict<Terminal>("terminal", {
    stdinIsTerminal: terminals.includes("stdin"),
    stdoutIsTerminal: terminals.includes("stdout"),
    stderrIsTerminal: terminals.includes("stderr"),
    columns: () => 80,
    writeOut: (text) => (written.out += text) !== undefined,
    writeError: (text) => (written.error += text) !== undefined,
    ...(input !== undefined && {
      readInput: () =>
        Promise.resolve(
          typeof input === "string" ? new TextEncoder().encode(input) : input,
        ),
    }),
  });
}
