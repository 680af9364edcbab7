/**
 * The gate as it is typed on the command line.
 *
 * @module
 */

/**
 * Reads a gate as it is typed: `10%`, or `10`.
 *
 * @throws {SyntaxError} when it is no percentage above zero and up to 1000
 */
export function parseGateFlag(text: string): number {
  const percent = /^(\d+(?:\.\d+)?)\s*%?$/.exec(text)?.[1];
  if (!(Number(percent) > 0 && Number(percent) <= 1000)) {
    throw new SyntaxError(`Expected a percentage like 10%, not "${text}"`);
  }
  return Number(percent) / 100;
}
