/**
 * The value of `--port`.
 *
 * @module
 */

/**
 * Reads `NAME=N`.
 *
 * @throws {RangeError} when it has another form or N is no port
 */
export function parsePortFlag(text: string): readonly [string, number] {
  const [, name, digits] = /^([^=]+)=(\d+)$/.exec(text) ?? [];
  const port = Number(digits);
  if (name === undefined || port < 1 || port > 65535) {
    throw new RangeError(
      `Expected NAME=N with N from 1 to 65535, for instance server=8000, not "${text}"`,
    );
  }
  return [name, port];
}
