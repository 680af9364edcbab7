/**
 * Programs that answer by a script, for unit tests.
 *
 * @module
 */
import type {
  CommandResult,
  Processes,
  ProcessInfo,
  ProcessUsage,
  RunOptions,
} from "../../../lib/system/mod.ts";
import { strict } from "../strict.ts";

/** What a program answers: everything else than its defaults. */
export type FakeProgram = (
  args: readonly string[],
  options: RunOptions,
) => Partial<CommandResult> | undefined;

/** The programs and processes of a machine. */
export interface FakePrograms {
  /** By name or path; `null` is one that is not installed. */
  readonly programs?: Readonly<Record<string, FakeProgram | null>>;
  /** Processes of the boot `boot`, of which Hearth's own pid is 1000. */
  readonly processes?: readonly FakeProcess[];
}

/** A process, by itself unless something else is said. */
export interface FakeProcess extends Partial<ProcessInfo> {
  readonly pid: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** The file into which its output goes. */
  readonly output?: string;
  readonly fileSizeLimit?: number;
  readonly usage?: ProcessUsage;
  readonly commandLine?: string;
}

/** A program that is installed and that no one should run. */
export const installed: FakeProgram = (): undefined => undefined;

/** Programs that answer by their scripts; `commands` notes what was run. */
export function fakeProcesses(
  { programs = {}, processes }: FakePrograms,
  commands: (readonly string[])[],
): Processes {
  const scriptOf = (program: string): FakeProgram | null => {
    const script = programs[program];
    if (script !== undefined) return script;
    throw new Error(`The test did not script the program "${program}"`);
  };
  const answerOf = (
    command: readonly string[],
    options: RunOptions,
  ): CommandResult => {
    commands.push(command);
    const [program = "", ...args] = command;
    const script = scriptOf(program);
    const none = { code: 127, stdout: "", stderr: `${program}: not found` };
    if (script === null) return none;
    const answer = script(args, options);
    if (answer !== undefined) {
      return { code: 0, stdout: "", stderr: "", ...answer };
    }
    throw new Error(`The test did not script "${command.join(" ")}"`);
  };
  return strict<Processes>("proc", {
    has: (program) => Promise.try(() => scriptOf(program) !== null),
    run: (command, options = {}) =>
      Promise.try(() => answerOf(command, options)),
    converse: (command) => {
      const { code, stdout } = answerOf(command, {});
      const bytes = new TextEncoder().encode(stdout);
      return {
        pid: 2,
        ask: () => Promise.resolve(),
        endInput: () => Promise.resolve(),
        answers: ReadableStream.from([bytes]),
        ended: Promise.resolve(code),
        [Symbol.asyncDispose]: () => Promise.resolve(),
      };
    },
    ...(processes && processTable(processes)),
  });
}

/** What can be seen of the processes. */
function processTable(processes: readonly FakeProcess[]): Partial<Processes> {
  const infos = processes.map(infoOf);
  const of = (pid: number): FakeProcess | undefined =>
    processes.find((process) => process.pid === pid);
  return {
    pid: 1000,
    bootId: () => Promise.resolve("boot"),
    list: () => Promise.resolve(infos),
    find: (pid) => Promise.resolve(infos.find((info) => info.pid === pid)),
    environment: (pid) => Promise.resolve(of(pid)?.environment),
    survey: (variable) =>
      Promise.resolve({
        list: infos,
        environments: new Map(processes.flatMap(({ pid, environment = {} }) =>
          variable in environment ? [[pid, { ...environment }]] : []
        )),
      }),
    writersOf: (file) =>
      Promise.resolve(
        processes.filter(({ output }) => output === file)
          .map(({ pid }) => pid),
      ),
    hasDeletedDir: () => Promise.resolve(false),
    startedSince: (startTime, other) => Number(startTime) >= Number(other),
    fileSizeLimit: (pid) => Promise.resolve(of(pid)?.fileSizeLimit),
    commandLine: (pid) => Promise.resolve(of(pid)?.commandLine),
    newestPid: () => Promise.resolve(undefined),
    usage: (pids) =>
      Promise.resolve(
        new Map(pids.flatMap((pid) => {
          const usage = of(pid)?.usage;
          return usage === undefined ? [] : [[pid, usage]];
        })),
      ),
    signaling: () => "pidfd",
  };
}

function infoOf({ pid, ...given }: FakeProcess): ProcessInfo {
  return {
    pid,
    parent: given.parent ?? 1,
    group: given.group ?? pid,
    session: given.session ?? pid,
    startTime: given.startTime ?? "99",
    zombie: given.zombie ?? false,
  };
}
