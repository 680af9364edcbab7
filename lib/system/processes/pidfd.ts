/**
 * Signals through Linux's process file descriptors, which name one process for
 * as long as they are open, whatever becomes of its pid.
 *
 * @module
 */
import { NAMES } from "./libc.ts";
import { parseStat } from "./linux_processes.ts";
import type { SignalName, SignalTarget } from "./processes.ts";

/** Numbers of system calls, the same on every architecture. */
const PIDFD_SEND_SIGNAL = 424n;
const PIDFD_OPEN = 434n;

/** Signals the process group that the process leads; from Linux 6.9 on. */
const PROCESS_GROUP = 4n;

/** Numbers of the signals, as signal(7) has them for x86 and ARM. */
const NUMBERS: Readonly<Record<SignalName, bigint>> = {
  SIGHUP: 1n,
  SIGINT: 2n,
  SIGQUIT: 3n,
  SIGKILL: 9n,
  SIGUSR1: 10n,
  SIGUSR2: 12n,
  SIGTERM: 15n,
  SIGCONT: 18n,
};

const SYMBOLS = {
  // The C library has no names for these two calls before 2022.
  syscall: {
    parameters: ["i64", "i64", "i64", "i64", "i64"],
    result: "i64",
  },
  close: { parameters: ["i32"], result: "i32" },
} as const;

type Calls = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

/** Sends signals through file descriptors of processes. */
export interface Pidfds {
  /**
   * Signals the process, or the group that it leads, if it still is the one
   * that was seen. Returns false where that cannot be done this way.
   */
  send(target: SignalTarget, name: SignalName, group: boolean): boolean;
}

let opened: Pidfds | undefined | null = null;

/**
 * Opens the system calls once, when something is to be signaled: it takes up to
 * 5 ms. `undefined` before Linux 5.3, where a sandbox forbids the calls, and
 * without the permission to use foreign functions.
 */
export function openPidfds(): Pidfds | undefined {
  if (opened === null) opened = open();
  return opened;
}

function open(): Pidfds | undefined {
  const calls = openCalls();
  if (calls === undefined) return undefined;
  const own = calls.syscall(PIDFD_OPEN, BigInt(Deno.pid), 0n, 0n, 0n);
  if (own < 0n) return undefined;
  calls.close(Number(own));
  return {
    send: (target, name, group) => send(calls, { target, name, group }),
  };
}

function openCalls(): Calls | undefined {
  const { state } = Deno.permissions.querySync({ name: "ffi" });
  if (state !== "granted") return undefined;
  for (const name of NAMES) {
    try {
      return Deno.dlopen(name, SYMBOLS).symbols;
    } catch {
      // the next name
    }
  }
  return undefined;
}

function send(
  calls: Calls,
  { target, name, group }: {
    readonly target: SignalTarget;
    readonly name: SignalName;
    readonly group: boolean;
  },
): boolean {
  const fd = calls.syscall(PIDFD_OPEN, BigInt(target.pid), 0n, 0n, 0n);
  if (fd < 0n) return !isThere(target);
  try {
    // Looked at after opening: now the descriptor can be of no other process.
    if (!isThere(target)) return true;
    const flags = group ? PROCESS_GROUP : 0n;
    const sent = calls.syscall(
      PIDFD_SEND_SIGNAL,
      fd,
      NUMBERS[name],
      0n,
      flags,
    );
    return sent === 0n || !isThere(target);
  } finally {
    calls.close(Number(fd));
  }
}

/** Whether the pid is still that of the process that was seen. */
function isThere({ pid, startTime }: SignalTarget): boolean {
  try {
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    return parseStat(stat)?.startTime === startTime;
  } catch {
    return false; // gone
  }
}
