/**
 * How long ago something was, for people.
 *
 * @module
 */

/** A duration in milliseconds, in its two largest units. */
export function formatAge(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1000));
  const units: [string, number][] = [
    ["d", Math.floor(total / 86400)],
    ["h", Math.floor(total / 3600) % 24],
    ["min", Math.floor(total / 60) % 60],
    ["s", total % 60],
  ];
  const first = units.findIndex(([, count]) => count > 0);
  if (first < 0) return "0 s";
  return units.slice(first, first + 2).filter(([, count]) => count > 0)
    .map(([unit, count]) => `${count} ${unit}`).join(" ");
}
