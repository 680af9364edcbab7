/**
 * The user's streams, backed by Deno.
 *
 * @module
 */
import type { Terminal } from "./mod.ts";
import { readToEnd } from "./read_to_end.ts";

const encoder = new TextEncoder();

/** Standard input, output and error. */
export function denoTerminal(): Terminal {
  return {
    stdinIsTerminal: Deno.stdin.isTerminal(),
    stdoutIsTerminal: Deno.stdout.isTerminal(),
    stderrIsTerminal: Deno.stderr.isTerminal(),
    columns,
    writeOut: (text) => writeAll(Deno.stdout, text),
    writeError: (text) => writeAll(Deno.stderr, text),
    readInput: (most = Infinity) => readToEnd(Deno.stdin, most),
  };
}

function columns(): number {
  try {
    // Some containers' terminals say zero.
    return Deno.consoleSize().columns || 80;
  } catch {
    return 80; // no stream is a terminal
  }
}

/**
 * Writes everything; returns false when no one can read it any more: the other
 * end of a pipe was closed, or the terminal went away.
 */
function writeAll(stream: typeof Deno.stdout, text: string): boolean {
  let rest = encoder.encode(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(stream.writeSync(rest));
    } catch (error) {
      if (error instanceof Deno.errors.WouldBlock) {
        // The reader is slow and made the pipe one that does not wait.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      } else if (isGone(error)) return false;
      else throw error;
    }
  }
  return true;
}

/** EPIPE, or EIO, number 5 everywhere, of a terminal that was closed. */
function isGone(error: unknown): boolean {
  return error instanceof Deno.errors.BrokenPipe ||
    error instanceof Error && /os error 5\b/.test(error.message);
}
