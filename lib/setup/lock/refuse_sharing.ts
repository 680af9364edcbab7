/**
 * Which locks `setup --lock` cannot make.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { UserError } from "../../core/errors.ts";
import type { DependencySource } from "../inputs/dependency_source.ts";
import type { LockPair } from "../inputs/lock_pairs.ts";

/**
 * Refuses to put a lock beside a list whose locks other tools make, or in the
 * place of one that another tool made.
 *
 * @param pairs as they are where locks are shared
 * @throws {UserError} naming the tool
 */
export function refuseSharing(
  source: DependencySource,
  pairs: readonly Pick<LockPair, "requirements" | "owner">[],
): void {
  if (source.kind !== "project" && source.kind !== "conda") {
    const taken = pairs.find(({ owner }) => owner === "private");
    if (taken === undefined) return;
    const lock = taken.requirements.replace(/\.[^./]+$/, ".lock");
    throw new UserError(`Cannot write ${lock}: another tool made it`, {
      hint:
        `Name ${lock} with python.from in workspace.ts to install it, or rename it.`,
    });
  }
  const { kind, file } = source;
  throw new UserError(`Cannot put a lock beside ${file}`, {
    hint: kind === "project"
      ? `Run: uv lock, which makes uv.lock, then: ${HEARTH} setup`
      : 'Move what is below "pip:" to requirements.txt, and include that with "-r requirements.txt".',
  });
}
