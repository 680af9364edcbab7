/**
 * Work in a place whose instructions can be counted.
 *
 * @module
 */
import type { CountableWork } from "./instruction_counter.ts";
import type { Place } from "../places/places.ts";

/** A command in a place. */
export function countableIn(
  { workspace }: Place,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): CountableWork {
  return { command, cwd: workspace.root, env: { ...workspace.env, ...env } };
}

/** Has bash wait for what it would become: valgrind forgets what was before. */
const WAIT = 'exec() { "$@"; exit; }; . "$0" "$@"';

/** `.hearth/enter` in a place. */
export function countableEntry(
  place: Place,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): CountableWork {
  const enter = place.workspace.path(".hearth", "enter");
  return countableIn(
    place,
    ["bash", "--norc", "-c", WAIT, enter, ...args],
    env,
  );
}

/**
 * Hearth's command line in a place. `within` is what {@linkcode aloneCommand}
 * returns: commands look at the processes of the machine.
 */
export function countableTask(
  place: Place,
  args: readonly string[],
  within: readonly string[] = [],
): CountableWork {
  const [deno = "", run = "", ...rest] = place.workspace.hearth;
  const command = [deno, run, "--no-code-cache", ...rest, ...args];
  return { ...countableIn(place, command), within };
}
