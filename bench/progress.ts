/**
 * Tells how far a benchmark is.
 *
 * @module
 */

/** Says on standard error which round has ended. */
export function progress(round: number, rounds: number): void {
  const line = `round ${round} of ${rounds}\n`;
  Deno.stderr.writeSync(new TextEncoder().encode(line));
}
