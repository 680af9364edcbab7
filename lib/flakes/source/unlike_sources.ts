/**
 * Revisions of which nothing is known from others.
 *
 * @module
 */
import type { Revision } from "../select/revision.ts";
import type { KnownSources } from "./known_sources.ts";

/** A revision, and its place among all. */
export interface Numbered {
  readonly index: number;
  readonly revision: Revision;
}

/**
 * Goes through revisions, and yields those that have to be worked on. A commit
 * like one that is being looked at waits for what is found: most commits of a
 * history are, so each of them should take next to nothing.
 *
 * @param join takes a commit like others, unless it has to be worked on too
 */
export async function* unlikeSources<T>(
  revisions: AsyncIterable<Revision> | Iterable<Revision>,
  known: KnownSources<T>,
  join: (one: Numbered, value: T) => Promise<boolean>,
): AsyncGenerator<Numbered, void> {
  let waiting: Numbered[] = [];
  let first: Promise<unknown> | undefined;
  const isTaken = async (one: Numbered): Promise<boolean> => {
    if (one.revision.commit === undefined) return false;
    const { made, making } = await known.look(one.revision.source);
    if (made !== undefined) return await join(one, made.value);
    if (making === undefined) return false;
    first ??= making;
    waiting.push(one);
    return true;
  };
  let index = 0;
  for await (const revision of revisions) {
    const one = { index: index++, revision };
    if (!await isTaken(one)) yield one;
  }
  while (waiting.length > 0) {
    await first;
    first = undefined;
    const again = waiting;
    waiting = [];
    for (const one of again) if (!await isTaken(one)) yield one;
  }
}
