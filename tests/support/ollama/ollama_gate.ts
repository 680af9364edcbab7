/**
 * A door before a real Ollama, through which its words come when a test says.
 *
 * @module
 */

/** One line of an answer, as Ollama sends it. */
export interface AnswerLine {
  readonly message?: { readonly content: string };
  readonly done?: boolean;
}

/** What may differ between tests. */
export interface OllamaGateOptions {
  /** Whether lines wait for {@linkcode OllamaGate.release}. @default {false} */
  readonly closed?: boolean;
  /** Puts other words into a model's mouth: the question's text is told. */
  readonly reword?: (content: string, question: string) => string;
  /** Is told of each line that goes out, just before it does. */
  readonly onLine?: (line: AnswerLine) => void;
}

/** A door that closes when it goes out of scope. */
export interface OllamaGate extends AsyncDisposable {
  /** What the app takes for Ollama. */
  readonly url: string;
  /** Chat answers that Ollama is writing now. */
  readonly answering: number;
  /** Lets so many more lines through; all when absent. */
  release(lines?: number): void;
}

/** Opens a door before the Ollama at `url`. */
export function ollamaGate(
  url: string,
  { closed = false, reword, onLine }: OllamaGateOptions = {},
): OllamaGate {
  let answering = 0;
  let allowed = closed ? 0 : Infinity;
  let moved = Promise.withResolvers<void>();
  const wake = (): void => {
    moved.resolve();
    moved = Promise.withResolvers();
  };

  /** Passes lines on, one by one, as the door allows. */
  async function* pass(
    body: ReadableStream<Uint8Array>,
    question: string,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    answering++;
    signal.addEventListener("abort", wake);
    let text = "";
    try {
      for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
        const lines = (text + chunk).split("\n");
        text = lines.pop() ?? "";
        for (const line of lines) {
          while (allowed < 1 && !signal.aborted) await moved.promise;
          if (signal.aborted) return;
          allowed--;
          const part = JSON.parse(line);
          if (reword !== undefined && part.message?.content) {
            part.message.content = reword(part.message.content, question);
          }
          onLine?.(part);
          yield new TextEncoder().encode(`${JSON.stringify(part)}\n`);
        }
      }
    } finally {
      answering--;
    }
  }

  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      const text = await request.text();
      const asked = text === "" ? {} : JSON.parse(text);
      // Ollama takes from a registry without TLS only what it is told to.
      if (pathname === "/api/pull") asked.insecure = true;
      const left = new AbortController();
      const answer = await fetch(url + pathname, {
        method: request.method,
        signal: left.signal,
        ...(text !== "" && { body: JSON.stringify(asked) }),
      });
      if (pathname !== "/api/chat" || !answer.ok || answer.body === null) {
        return answer;
      }
      const question = asked.messages?.at(-1)?.content ?? "";
      const lines = pass(answer.body, question, left.signal);
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          const { done, value } = await lines.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        cancel() {
          left.abort();
          // Between two lines nothing else would tell it.
          lines.return(undefined).catch(() => undefined);
        },
      }, { highWaterMark: 0 });
      return new Response(body, { headers: answer.headers });
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    get answering() {
      return answering;
    },
    release(lines = Infinity) {
      allowed += lines;
      wake();
    },
    async [Symbol.asyncDispose]() {
      await server.shutdown();
    },
  };
}
