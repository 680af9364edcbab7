/**
 * Whether `uv.lock` belongs to its `pyproject.toml`.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import type { Context } from "../../core/context.ts";
import type { DependencySource } from "../inputs/dependency_source.ts";
import type { Interpreter } from "../python/interpreter.ts";
import type { Uv } from "../uv/uv.ts";
import { projectOption } from "../venv/install/sync_lock.ts";

/** What uv exits with where a lock is outdated; other failures are 2. */
const OUTDATED = 1;

/**
 * Says that a `uv.lock` is outdated, as a sentence. It is installed all the
 * same: only the user changes it, with uv.
 *
 * @throws {UserError} where it must not be outdated
 */
export async function checkUvLock(
  { system: { proc }, paths }: Context<"proc">,
  { source, uv, interpreter, locked, signal }: {
    readonly source: DependencySource;
    readonly uv: Uv | undefined;
    readonly interpreter: Pick<Interpreter, "path">;
    readonly locked: boolean | undefined;
    readonly signal: AbortSignal | undefined;
  },
): Promise<string[]> {
  if (source.kind !== "uv" || uv === undefined) return [];
  const { code } = await proc.run([
    uv.path,
    "lock",
    "--check",
    "--python",
    interpreter.path,
    ...projectOption(paths.root, source.lock),
  ], { cwd: paths.root, env: uv.env, ...(signal && { signal }) });
  if (code !== OUTDATED) return [];
  const message = `${source.lock} does not match pyproject.toml`;
  if (locked) {
    throw new UserError(`Cannot use ${message}`, { hint: "Run: uv lock" });
  }
  return [`${message}, and was installed as it is; to renew it, run: uv lock`];
}
