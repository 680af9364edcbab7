/**
 * Which input of `flake.lock` broke a commit.
 *
 * @module
 */
import type { Judgement } from "../bisect.ts";
import type { Revision } from "../select/revision.ts";
import { join } from "../../core/files/posix_path.ts";
import { replacedSource } from "../source/replaced_source.ts";
import {
  type MovedInput,
  movedInputs,
  readLock,
  withInputOf,
} from "./lock_file.ts";
import { lockTextOf } from "./lock_text.ts";

/** An input that moved, and what the commit is without that. */
export interface BlamedInput extends MovedInput {
  /** `good` when this input alone broke it. */
  readonly without: Judgement;
}

/**
 * Puts each input that a commit moved back to where its parent had it, one at
 * a time, and tests the commit with that.
 */
export async function blameInputs(
  parent: Revision,
  bad: Revision,
  test: (revision: Revision) => Promise<Judgement>,
): Promise<BlamedInput[]> {
  const before = readLock(await lockTextOf(parent));
  const after = readLock(await lockTextOf(bad));
  if (before === undefined || after === undefined) return [];
  const blamed: BlamedInput[] = [];
  for (const moved of movedInputs(before, after)) {
    const text = JSON.stringify(
      withInputOf(after, { other: before, name: moved.name }),
    );
    const source = replacedSource(bad.source, {
      path: join(bad.dir, "flake.lock"),
      text,
      id: `${bad.name} with ${moved.name} ${moved.from}`,
    });
    const { commit: _, ...rest } = bad;
    const name = `${bad.name} with ${moved.name} of ${parent.name}`;
    const without = await test({ ...rest, name, source });
    blamed.push({ ...moved, without });
  }
  return blamed;
}
