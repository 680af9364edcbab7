/**
 * Brings a model onto the server.
 *
 * @module
 */
import {
  explainOllamaError,
  ollamaClient,
  type OllamaRequest,
} from "./ollama_client.ts";

/** One thing that the server tells while it pulls. */
export interface PullEvent {
  /** What it is at, in its own words. */
  readonly status: string;
  /** The part that is loaded; absent between parts. */
  readonly digest: string | undefined;
  /** Bytes of the part. */
  readonly total: number;
  /** Bytes of it that are there. */
  readonly completed: number;
}

/** What is pulled. */
export interface PullRequest extends OllamaRequest {
  /** Whether a registry without a valid certificate serves. @default {false} */
  readonly insecure?: boolean;
}

/**
 * Pulls, and tells how far it is. What was loaded when it is broken off stays
 * with the server, and the next pull goes on from there.
 *
 * @throws {UserError} when the model is unknown, its registry cannot be
 *   reached or the server ends
 * @throws the signal's reason when it is aborted
 */
export async function* pullModel(
  request: PullRequest,
): AsyncGenerator<PullEvent> {
  const { model, insecure = false } = request;
  try {
    const client = await ollamaClient(request);
    const events = await client.pull({ model, insecure, stream: true });
    for await (const { status, digest, total, completed } of events) {
      yield {
        status,
        // Lines about no part at all come without one, whatever the types say.
        digest: digest || undefined,
        total: total ?? 0,
        completed: completed ?? 0,
      };
    }
  } catch (error) {
    throw explainOllamaError(error, `Cannot pull ${model}`, request);
  }
}
