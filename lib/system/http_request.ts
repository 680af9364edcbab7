/**
 * A request that the network port sends.
 *
 * @module
 */

/** A request of which only the answer's status is wanted. */
export interface HttpRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Milliseconds. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
}
