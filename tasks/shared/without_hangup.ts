/**
 * Tasks that outlive the terminal in which they were typed.
 *
 * @module
 */
import { Interrupted } from "../../lib/core/errors.ts";

/**
 * A signal that the end of the terminal does not abort: it may be the terminal
 * of a service that is stopped.
 */
export function withoutHangup(signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  signal.addEventListener("abort", () => {
    const { reason } = signal;
    const isHangup = reason instanceof Interrupted && reason.exitCode === 129;
    if (!isHangup) controller.abort(reason);
  });
  return controller.signal;
}
