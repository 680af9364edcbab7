/**
 * The copies in which the subjects of a suite do their work.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { Subject, SuiteContext } from "../sampling/suite.ts";
import {
  type CopyChanges,
  copyWorkspace,
  type WorkspaceCopy,
} from "./workspace_copy.ts";

/** A subject and the copy of its workspace. */
export interface Place {
  readonly subject: Subject;
  readonly workspace: WorkspaceCopy;
}

/** What to change in the copy of a subject. */
export type Changes = (subject: Subject) => CopyChanges;

/** Copies the workspace of every subject; disposed of with the stack. */
export async function placesOf(
  context: SuiteContext,
  stack: AsyncDisposableStack,
  changes: Changes = () => ({}),
): Promise<[Place, ...Place[]]> {
  const places: Place[] = [];
  for (const subject of context.subjects) {
    const copy = copyWorkspace(context, subject, changes(subject));
    places.push({ subject, workspace: stack.use(await copy) });
  }
  const [first, ...more] = places;
  if (first === undefined) throw new Error("Nothing to measure");
  return [first, ...more];
}

/**
 * Like {@linkcode placesOf}, without the subjects whose Hearth does not have a
 * file yet, which it notes.
 */
export async function placesWith(
  file: string,
  { context, stack }: {
    readonly context: SuiteContext;
    readonly stack: AsyncDisposableStack;
  },
  changes?: Changes,
): Promise<Place[]> {
  const subjects: Subject[] = [];
  for (const subject of context.subjects) {
    if (await context.system.fs.stat(join(subject.kit, file))) {
      subjects.push(subject);
    } else context.note(`${subject.name} is left out: it has no ${file}`);
  }
  if (subjects.length === 0) return [];
  return await placesOf({ ...context, subjects }, stack, changes);
}
