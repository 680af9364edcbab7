/**
 * Ollama's own client library, for what streams: answers and pulls.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import type { Ollama } from "ollama/browser";
import { EXIT, UserError } from "../../core/errors.ts";
import { oneLine } from "../../core/text/one_line.ts";
import { jsonLines } from "./json_lines.ts";

/** Characters of a refusal that are read. */
const LONGEST_REFUSAL = 64 * 1024;

/** What a request is about. */
export interface OllamaRequest {
  /** Base URL of the server. */
  readonly url: string;
  readonly model: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Loads the library and returns a client whose requests the signal ends, those
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
    fetch: async (input, init) => {
      // What is asked is for that server alone.
      const options = { ...init, signal, redirect: "manual" } as const;
      const answer = abortable(await fetch(input, options), signal);
      return answer.ok ? withJsonLines(answer) : await refusal(answer);
    },
  });
}

/** The same answer, of which the library sees what it can read. */
function withJsonLines({ body, status, headers }: Response): Response {
  const lines = body?.pipeThrough(new TextDecoderStream())
    .pipeThrough(jsonLines()).pipeThrough(new TextEncoderStream());
  return new Response(lines ?? null, { status, headers });
}

/**
 * A refusal whose words are in JSON: about any other the library prints lines
 * of its own.
 */
async function refusal(
  { body, status, statusText }: Response,
): Promise<Response> {
  let text = "";
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    if (text.length > LONGEST_REFUSAL) break;
  }
  const error = wordsOf(text) || `it answered ${status} ${statusText}`.trim();
  return Response.json({ error }, { status });
}

function wordsOf(text: string): string {
  try {
    const { error } = JSON.parse(text);
    return typeof error === "string" ? oneLine(error) : "";
  } catch {
    return oneLine(text);
  }
}

/**
 * The same answer, whose stream the signal ends: `fetch` itself forgets the
 * signal when memory is cleaned up while the answer comes.
 */
function abortable(answer: Response, signal: AbortSignal): Response {
  const reader = answer.body?.getReader();
  if (reader === undefined) return answer;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) =>
      signal.addEventListener("abort", () => {
        controller.error(signal.reason);
        // The server hears of it by the end of the connection.
        reader.cancel(signal.reason).catch(() => undefined);
      }),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (signal.aborted) return;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const { status, statusText, headers } = answer;
  return new Response(body, { status, statusText, headers });
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
        `Download it: ${HEARTH} ollama pull ${model}. To list what is installed: ${HEARTH} ollama models`,
      exitCode: EXIT.needsUser,
      cause: error,
    });
  }
  // A connection that breaks is a TypeError, a stream without its last line
  // an error of the library's own.
  if (error instanceof TypeError || /^Did not receive/.test(error.message)) {
    return new UserError(`${doing}: Ollama at ${url} closed the connection`, {
      hint: `Check it with "${HEARTH} ollama", then try again.`,
      cause: error,
    });
  }
  return new UserError(`${doing}: ${oneLine(error.message)}`, { cause: error });
}
