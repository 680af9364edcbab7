/**
 * The moment that a user means by `--since`.
 *
 * @module
 */
const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const DURATION = /^(?:\d+(?:\.\d+)?(?:s|m|h|d))+$/;
const CLOCK = /^(\d\d?):(\d\d)(?::(\d\d))?$/;
const DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * Reads a duration before now (`90s`, `10m`, `1h30m`, `2d`), a time of the day,
 * the last one that has passed (`14:30`), or a date with or without a time
 * (`2026-01-31 14:30`), in milliseconds since the epoch.
 *
 * @throws {RangeError} naming what is allowed
 */
export function parseSince(text: string, now: number): number {
  const since = text.trim();
  const time = DURATION.test(since)
    ? now - durationOf(since)
    : CLOCK.test(since)
    ? lastClock(since, now)
    : DATE.test(since)
    ? dateOf(since)
    : NaN;
  if (Number.isNaN(time)) {
    throw new RangeError(
      `Expected a duration as 10m or 1h30m, or a time as 14:30 or "2026-01-31 14:30", not "${text}"`,
    );
  }
  return time;
}

function durationOf(text: string): number {
  return [...text.matchAll(/(\d+(?:\.\d+)?)(s|m|h|d)/g)].reduce(
    (sum, [, count, unit = ""]) => sum + Number(count) * (UNITS[unit] ?? 0),
    0,
  );
}

function lastClock(text: string, now: number): number {
  const [, hour, minute, second = "0"] = CLOCK.exec(text) ?? [];
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 23 || m > 59 || s > 59) return NaN;
  const date = new Date(now);
  date.setHours(h, m, s, 0);
  if (date.getTime() > now) date.setDate(date.getDate() - 1);
  return date.getTime();
}

/** A date without a zone is of this machine's own, with or without a time. */
function dateOf(text: string): number {
  const [, year, month, day, hour, minute] = DATE.exec(text) ?? [];
  // A wrong day, as February 30, would be taken for one of the next month.
  const last = new Date(Number(year), Number(month), 0).getDate();
  if (Number(day) > last) return NaN;
  const iso = `${year}-${month}-${day}`;
  if (hour === undefined) return Date.parse(`${iso}T00:00:00`);
  return minute === undefined ? NaN : Date.parse(text.replace(" ", "T"));
}
