/**
 * Ollama's own client library, for what streams: answers and pulls.
 *
 * @module
 */
import type { Ollama } from "ollama/browser";
import { EXIT, UserError } from "../errors.ts";

/** What a request is about. */
export interface OllamaRequest {
  /** Base URL of the server. */
  readonly url: string;
  readonly model: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Loads the library and gives a client whose requests the signal ends, those
 * too that have no answer yet.
 */
export async function ollamaClient(
  { url, signal = new AbortController().signal }: Pick<
    OllamaRequest,
    "url" | "signal"
  >,
): Promise<Ollama> {
  // The entry for browsers leaves out what reads files, and loads faster.
  const { Ollama } = await import("ollama/browser");
  return new Ollama({
    host: url,
    fetch: (input, init) => fetch(input, { ...init, signal }),
  });
}

/**
 * Turns what went wrong with a request into what a user can do about it.
 *
 * @param doing What was going on, as in `Cannot pull tiny`
 */
export function explainOllamaError(
  error: unknown,
  doing: string,
  { url, model, signal }: OllamaRequest,
): unknown {
  if (signal?.aborted) return signal.reason;
  if (!(error instanceof Error) || error instanceof UserError) return error;
  if ("status_code" in error && error.status_code === 404) {
    return new UserError(`Ollama at ${url} has no model "${model}"`, {
      hint:
        `Bring it: deno task ollama pull ${model}; "deno task ollama models" lists those that are there.`,
      exitCode: EXIT.needsUser,
      cause: error,
    });
  }
  // A connection that breaks is a TypeError, a stream without its last line
  // an error of the library's own.
  if (error instanceof TypeError || /^Did not receive/.test(error.message)) {
    return new UserError(`${doing}: Ollama at ${url} ended meanwhile`, {
      hint: 'See "deno task ollama", then try again.',
      cause: error,
    });
  }
  return new UserError(`${doing}: ${error.message}`, { cause: error });
}
