/**
 * Brings a model onto the server.
 *
 * @module
 */
import * as v from "valibot";
import { oneLine } from "../../core/text/one_line.ts";
import {
  explainOllamaError,
  ollamaClient,
  type OllamaRequest,
} from "./ollama_client.ts";

const bytes = v.fallback(v.pipe(v.number(), v.minValue(0), v.finite()), 0);

const pullEvent = v.object({
  /** What it is at, in its own words. */
  status: v.fallback(v.pipe(v.string(), v.transform(oneLine)), ""),
  /** The part that is loaded; absent between parts. */
  digest: v.fallback(
    v.optional(v.pipe(v.string(), v.nonEmpty())),
    undefined,
  ),
  /** Bytes of the part. */
  total: bytes,
  /** Bytes of it that are there. */
  completed: bytes,
});

/** One thing that the server says while it pulls. */
export type PullEvent = v.InferOutput<typeof pullEvent>;

/** What is pulled. */
export interface PullRequest extends OllamaRequest {
  /** Whether a registry without a valid certificate serves. @default {false} */
  readonly insecure?: boolean;
}

/**
 * Pulls, and shows how far it is. What was loaded when it is broken off stays
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
    // Whatever the types say: lines about no part at all come without one.
    for await (const event of events) yield v.parse(pullEvent, event);
  } catch (error) {
    throw explainOllamaError(error, `Cannot pull ${model}`, request);
  }
}
