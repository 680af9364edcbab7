/**
 * The same work in every checkout that is measured.
 *
 * @module
 */
import type { CountableWork } from "../lib/bench/sampling/instruction_counter.ts";
import type {
  Figure,
  Subject,
  SuiteContext,
  Variant,
} from "../lib/bench/sampling/suite.ts";
import {
  type TempWorkspace,
  tempWorkspace,
  type TempWorkspaceOptions,
} from "../tests/support/temp_workspace.ts";

/** A checkout's temp workspace. */
export interface Place {
  readonly subject: Subject;
  readonly workspace: TempWorkspace;
}

/** Makes a temp workspace of every subject, disposed of with the stack. */
export async function placesOf(
  { subjects }: SuiteContext,
  stack: AsyncDisposableStack,
  options: Omit<TempWorkspaceOptions, "from"> = {},
): Promise<[Place, ...Place[]]> {
  const places: Place[] = [];
  for (const subject of subjects) {
    const workspace = await tempWorkspace({ ...options, from: subject.root });
    places.push({ subject, workspace: stack.use(workspace) });
  }
  const [first, ...more] = places;
  if (first === undefined) throw new Error("Nothing to measure");
  return [first, ...more];
}

/**
 * Like {@linkcode placesOf}, without the subjects that do not have a file yet,
 * and setting those aside aloud.
 */
export async function placesWith(
  file: string,
  context: SuiteContext,
  stack: AsyncDisposableStack,
  options: Omit<TempWorkspaceOptions, "from"> = {},
): Promise<Place[]> {
  const subjects: Subject[] = [];
  for (const subject of context.subjects) {
    try {
      await Deno.stat(`${subject.root}/${file}`);
      subjects.push(subject);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      context.note(`${subject.name} is left out: it has no ${file}`);
    }
  }
  if (subjects.length === 0) return [];
  return await placesOf({ ...context, subjects }, stack, options);
}

/** What a figure is made of beside the places in which its work is done. */
export interface Work
  extends Pick<Figure, "title" | "rounds" | "budgets" | "floor" | "together"> {
  /** What has to happen in a place before each run and is not timed. */
  readonly prepare?: (place: Place) => Promise<void>;
  /** The work in a place, where each run executes the same instructions. */
  readonly countable?: (place: Place) => CountableWork;
  /** Does the work once in one place; gives milliseconds. */
  readonly run: (place: Place) => Promise<number>;
  /** The floor and other ways, where they are wanted. */
  readonly beside: readonly Variant[];
}

/** A figure of Hearth and what it is compared to, or of two commits. */
export function figureOf(
  { compared }: SuiteContext,
  places: readonly Place[],
  { prepare, countable, run, beside, floor, budgets = [], ...work }: Work,
): Figure {
  const own = places.map((place): Variant => ({
    name: place.subject.name,
    kind: "hearth",
    ...(prepare && { prepare: () => prepare(place) }),
    ...(countable && { countable: countable(place) }),
    run: () => run(place),
  }));
  return compared
    ? { ...work, floor, budgets, variants: [...beside, ...own] }
    : { ...work, floor: own[0]?.name ?? "", variants: own };
}

/** A command in a place, for counting its instructions. */
export function countableIn(
  { workspace }: Place,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): CountableWork {
  return { command, cwd: workspace.root, env: { ...workspace.env, ...env } };
}

/** Has bash wait for what it would become: valgrind forgets what was before. */
const WAIT = 'exec() { "$@"; exit; }; . "$0" "$@"';

/** `.hearth/enter` in a place, for counting its instructions. */
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

/** Hearth's command line in a place, for counting its instructions. */
export function countableTask(
  place: Place,
  args: readonly string[],
): CountableWork {
  const deno = [Deno.execPath(), "run", "--no-code-cache", "-A", "--no-prompt"];
  const main = place.workspace.path("main.ts");
  return countableIn(place, [...deno, main, ...args]);
}
