/**
 * When a line was written, as far as it says so itself.
 *
 * @module
 */

/** Characters of a line among which its time is looked for. */
const PLAIN = 60;
const STRUCTURED = 400;

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
const CLOCK = String.raw`(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?`;
const ZONE = String.raw`(?: ?(Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d))?`;
const BEFORE = String.raw`(?:^|[\s\[("|]|\b(?:time|ts|timestamp)=)`;

/** 2026-01-31T12:00:00.123Z, 2026/01/31 12:00:00,123 +0100 */
const ISO = new RegExp(
  `${BEFORE}(\\d{4})[-/](\\d\\d)[-/](\\d\\d)[T ]${CLOCK}${ZONE}`,
);
/** 31/Jan/2026:12:00:00 +0100, 31 Jan 2026 12:00:00.123 */
const DAY_FIRST = new RegExp(
  `${BEFORE}(\\d\\d)[/ ]([A-Z][a-z]{2})[/ ](\\d{4})[: ]${CLOCK}${ZONE}`,
);
/** I0131 12:00:00.123456, as Google's libraries write */
const GLOG = new RegExp(`^(?:I|W|E|F)(\\d\\d)(\\d\\d) ${CLOCK}`);
/** Seconds or milliseconds since the epoch, in JSON. */
const EPOCH = /"(?:ts|time|timestamp)": ?(\d{10}(?:\.\d+)?|\d{13})\b/;
/** What colors a terminal's text. */
// deno-lint-ignore no-control-regex
const COLORS = /\x1b\[[\d;]*m/g;

/**
 * The time in a line, in milliseconds since the epoch; `undefined` when it has
 * none near its beginning. One without a zone is of this machine's own.
 *
 * @param now Gives the year to a time without one
 */
export function lineTime(line: string, now: number): number | undefined {
  const text = line.slice(0, STRUCTURED).replaceAll(COLORS, "");
  const isStructured = text.startsWith("{");
  const head = isStructured ? text : text.slice(0, PLAIN);
  const iso = ISO.exec(head);
  if (iso) {
    return timeOf({ year: iso[1], month: iso[2], day: iso[3] }, iso.slice(4));
  }
  const dayFirst = DAY_FIRST.exec(head);
  if (dayFirst) {
    const [, day, name = "", year, ...clock] = dayFirst;
    const month = MONTHS.indexOf(name) / 3 + 1;
    if (Number.isInteger(month) && month > 0) {
      return timeOf({ year, month: `${month}`, day }, clock);
    }
  }
  const glog = GLOG.exec(head);
  if (glog) {
    const [, month, day, ...clock] = glog;
    const year = new Date(now).getFullYear();
    const time = timeOf({ year: `${year}`, month, day }, clock);
    const isAhead = time !== undefined && time > now + 86_400_000;
    return isAhead ? timeOf({ year: `${year - 1}`, month, day }, clock) : time;
  }
  const epoch = isStructured ? EPOCH.exec(head)?.[1] : undefined;
  if (epoch === undefined) return undefined;
  return epoch.length === 13 ? Number(epoch) : Number(epoch) * 1000;
}

/** Puts a time together from its digits; hours to zone come as one list. */
function timeOf(
  { year, month, day }: {
    readonly year: string | undefined;
    readonly month: string | undefined;
    readonly day: string | undefined;
  },
  [hour, minute, second, fraction = "", zone]: readonly (string | undefined)[],
): number | undefined {
  const milliseconds = Number(fraction.padEnd(3, "0").slice(0, 3));
  const parts = [
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    milliseconds,
  ] as const;
  const time = zone === undefined
    ? new Date(...parts).getTime()
    : Date.UTC(...parts) - offsetOf(zone);
  return Number.isNaN(time) ? undefined : time;
}

/** Milliseconds by which a zone's clocks are ahead. */
function offsetOf(zone: string): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === "-" ? -minutes : minutes) * 60_000;
}
