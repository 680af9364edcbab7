/**
 * Distinguishes merged log lines.
 *
 * @module
 */

/** Foreground colors that read well on dark and on light terminals. */
const COLORS = [36, 33, 35, 32, 34, 31];

/** Makes a function that puts a service's name before its line. */
export function logPrefix(
  names: readonly string[],
  decorated: boolean,
): (name: string, line: string) => string {
  const width = Math.max(...names.map((name) => name.length));
  return (name, line) => {
    const label = `${name.padEnd(width)} |`;
    if (!decorated) return `${label} ${line}`;
    const color = COLORS[names.indexOf(name) % COLORS.length];
    return `\x1b[${color}m${label}\x1b[0m ${line}`;
  };
}
