import assert from "node:assert/strict";
import { parseSince } from "./parse_since.ts";

const NOW = new Date(2026, 0, 31, 12, 30).getTime();

for (
  const [text, time] of [
    ["90s", NOW - 90_000],
    ["1h30m", NOW - 5_400_000],
    ["0.5d", NOW - 43_200_000],
    ["12:30", NOW],
    ["9:05:10", new Date(2026, 0, 31, 9, 5, 10).getTime()],
    ["12:31", new Date(2026, 0, 30, 12, 31).getTime()],
    ["2026-01-30", new Date(2026, 0, 30).getTime()],
    ["2026-01-30 08:15", new Date(2026, 0, 30, 8, 15).getTime()],
    ["2026-01-30T08:15:00Z", Date.UTC(2026, 0, 30, 8, 15)],
    ["2026-01-30T08:15:00.5+01:00", Date.UTC(2026, 0, 30, 7, 15) + 500],
  ] as const
) {
  Deno.test(`parseSince() reads ${text}`, () => {
    assert.equal(parseSince(text, NOW), time);
  });
}

for (
  const text of ["", "10", "m", "24:00", "2026-02-30", "2026-13-01", "soon"]
) {
  Deno.test(`parseSince() refuses "${text}"`, () => {
    assert.throws(() => parseSince(text, NOW), RangeError);
  });
}
