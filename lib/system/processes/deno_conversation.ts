/**
 * Talking with a program that runs on, backed by Deno.
 *
 * @module
 */
import { childOptions } from "./run_attached.ts";
import type { Conversation, RunOptions } from "./processes.ts";

/** Starts the program; what it says on standard error is dropped. */
export function converse(
  command: readonly string[],
  options: Pick<RunOptions, "cwd" | "env"> = {},
): Conversation {
  const [program = "", ...args] = command;
  const child = new Deno.Command(program, {
    args,
    ...childOptions(options),
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  const encoder = new TextEncoder();
  let ended = false;
  void child.status.then(() => ended = true);
  return {
    pid: child.pid,
    async ask(text) {
      try {
        await writer.write(encoder.encode(text));
      } catch (error) {
        if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
      }
    },
    endInput: () => writer.close().catch(() => {}), // it no longer reads
    answers: child.stdout,
    ended: child.status.then(({ code }) => code),
    async [Symbol.asyncDispose]() {
      if (!ended) child.kill("SIGTERM");
      await child.status;
      await writer.close().catch(() => {}); // it no longer reads
    },
  };
}
