/**
 * Which locks `setup --lock` cannot make.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { UserError } from "../../core/errors.ts";
import type { DependencySource } from "../inputs/dependency_source.ts";

/**
 * Refuses to put a lock beside a list whose locks other tools make.
 *
 * @throws {UserError} naming the tool
 */
export function refuseSharing(source: DependencySource): void {
  if (source.kind !== "project" && source.kind !== "conda") return;
  const { kind, file } = source;
  throw new UserError(`Cannot put a lock beside ${file}`, {
    hint: kind === "project"
      ? `Run: uv lock, which makes uv.lock, then: ${HEARTH} setup`
      : 'Move what is below "pip:" to requirements.txt, and include that with "-r requirements.txt".',
  });
}
