/**
 * Lines of several logs as one, in the order of their times.
 *
 * @module
 */
import { lineTime } from "./line_time.ts";

/** The lines of one log. */
export interface LineSource {
  readonly name: string;
  readonly lines: AsyncIterable<string>;
  /** When the log was begun, in milliseconds since the epoch. */
  readonly begun: number;
}

/** A line of one of several logs. */
export interface NamedLine {
  readonly name: string;
  readonly line: string;
}

interface Head {
  readonly source: LineSource;
  readonly iterator: AsyncIterator<string>;
  line: string;
  time: number;
}

/**
 * Merges logs. A line without a time belongs to the one before it, the first
 * lines to the beginning of their log. The lines of one log keep their order
 * whatever their times are: a clock that is set back mixes nothing up.
 */
export async function* mergeLines(
  sources: readonly LineSource[],
  now: number,
): AsyncGenerator<NamedLine> {
  const [only, ...others] = sources;
  if (only !== undefined && others.length === 0) {
    for await (const line of only.lines) yield { name: only.name, line };
    return;
  }
  const heads: Head[] = [];
  for (const source of sources) {
    const iterator = source.lines[Symbol.asyncIterator]();
    const head = { source, iterator, line: "", time: source.begun };
    if (await advance(head, now)) heads.push(head);
  }
  while (heads.length > 0) {
    // The first of those with the same time, so that the order is always one.
    const first = heads.reduce((one, other) =>
      other.time < one.time ? other : one
    );
    yield { name: first.source.name, line: first.line };
    if (!await advance(first, now)) heads.splice(heads.indexOf(first), 1);
  }
}

/** Goes to the next line; returns false when there is none. */
async function advance(head: Head, now: number): Promise<boolean> {
  const next = await head.iterator.next();
  if (next.done) return false;
  head.line = next.value;
  head.time = Math.max(head.time, lineTime(next.value, now) ?? 0);
  return true;
}
