/**
 * Asks a model and hands on the answer as it comes.
 *
 * @module
 */
import {
  explainOllamaError,
  ollamaClient,
  type OllamaRequest,
} from "./ollama_client.ts";

/** What is asked. */
export interface Question extends OllamaRequest {
  readonly prompt: string;
}

/**
 * The pieces of the answer. A model that thinks first gives empty pieces while
 * it does.
 *
 * @throws {UserError} when the model is not there, or the server ends
 * @throws the signal's reason when it is aborted
 */
export async function* askModel(question: Question): AsyncGenerator<string> {
  const { url, model, prompt, signal } = question;
  // Anyone who stops reading stops the model.
  const end = new AbortController();
  const abort = (): void => end.abort(signal?.reason);
  signal?.addEventListener("abort", abort);
  try {
    signal?.throwIfAborted();
    const client = await ollamaClient({ url, signal: end.signal });
    const messages = [{ role: "user", content: prompt }];
    const answer = await client.chat({ model, messages, stream: true });
    for await (const { message: { content } } of answer) {
      // Whatever the types say, the server decides what it sends.
      yield typeof content === "string" ? content : "";
    }
  } catch (error) {
    throw explainOllamaError(error, `Cannot ask ${model}`, question);
  } finally {
    signal?.removeEventListener("abort", abort);
    end.abort();
  }
}
