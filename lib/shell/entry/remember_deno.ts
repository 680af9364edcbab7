/**
 * Sparing `bin/hearth` the question whether the Deno on PATH is recent.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import { userCacheDir } from "../../core/files/user_cache.ts";
import { findProgram } from "../../machine/find_program.ts";
import type { System } from "../../system/mod.ts";

/**
 * Notes the Deno on PATH as recent enough, if it is the one that runs this.
 * The note is as `bin/hearth` writes it: a line with the program's path, in a
 * file that is newer than the program.
 */
export async function rememberDeno(
  system: Pick<System, "fs" | "env">,
): Promise<void> {
  const { fs, env } = system;
  const program = await findProgram(system, "deno", { path: env.get("PATH") });
  if (program === undefined) return;
  if (await fs.realPath(program) !== await fs.realPath(env.deno)) return;
  const note = join(userCacheDir(system), "deno", "checked");
  const known = await fs.readText(note) ?? "";
  if (known.split("\n").includes(program)) return;
  await fs.writeText(note, `${known}${program}\n`);
}
