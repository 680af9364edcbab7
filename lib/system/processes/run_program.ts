/**
 * Runs a program to its end and gives all that it wrote.
 *
 * @module
 */
import { childOptions } from "./run_attached.ts";
import { signal } from "./send_signal.ts";
import type { CommandResult, RunOptions } from "../mod.ts";

/** Milliseconds for what a group had written when it ended. */
const DRAIN_MS = 100;

/** Runs a program; one that cannot be run has the code that a shell gives it. */
export async function run(
  command: readonly string[],
  options: RunOptions = {},
): Promise<CommandResult> {
  const [program = "", ...args] = command;
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(program, {
      args,
      ...childOptions(options),
      ...(options.signal && !options.group && { signal: options.signal }),
      ...(options.group && { detached: true }),
      stdin: options.stdin === undefined ? "null" : "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  } catch (error) {
    const [code, why] = refusalOf(error);
    return { code, stdout: "", stderr: `${program}: ${why}` };
  }
  const refused = Promise.withResolvers<{ readonly code: number }>();
  const killGroup = (): void => {
    // What became another user's cannot be ended, and is not waited for.
    if (!signal(-child.pid, "SIGKILL")) refused.resolve({ code: 137 });
  };
  if (options.group) options.signal?.addEventListener("abort", killGroup);
  if (options.signal?.aborted && options.group) killGroup();
  if (options.stdin !== undefined) {
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(options.stdin));
    await writer.close();
  }
  // A process that left the group may keep the pipes open for ever.
  const over = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ended = Promise.race([child.status, refused.promise]);
  const status = ended.finally(() => {
    if (!options.group) return;
    killGroup();
    timer = setTimeout(() => over.abort(), DRAIN_MS);
  });
  const { signal: end } = over;
  const [stdout, stderr, { code }] = await Promise.all([
    textOf(child.stdout, { end }),
    textOf(child.stderr, { end, onLine: options.onLine }),
    status,
  ]);
  clearTimeout(timer);
  options.signal?.removeEventListener("abort", killGroup);
  options.signal?.throwIfAborted();
  return { code, stdout, stderr };
}

/** What a shell answers for a program that is not there or cannot be run. */
function refusalOf(error: unknown): readonly [number, string] {
  if (error instanceof Deno.errors.NotFound) return [127, "command not found"];
  if (!(error instanceof Deno.errors.PermissionDenied)) throw error;
  return [126, "permission denied"];
}

/** All that a stream gives until it ends or `end` is aborted. */
async function textOf(
  stream: ReadableStream<Uint8Array>,
  { end, onLine }: {
    readonly end: AbortSignal;
    readonly onLine?: ((line: string) => void) | undefined;
  },
): Promise<string> {
  let text = "";
  let unread = "";
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  end.addEventListener("abort", () => void reader.cancel());
  while (true) {
    const { done, value: chunk } = await reader.read();
    if (done) break;
    text += chunk;
    if (onLine === undefined) continue;
    const lines = (unread + chunk).split(/\r?\n|\r/);
    unread = lines.pop() ?? "";
    lines.forEach(onLine);
  }
  if (unread !== "") onLine?.(unread);
  return text;
}
