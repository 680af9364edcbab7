/**
 * Commands whose turn it is instead of Hearth's.
 *
 * @module
 */
import { findProgram } from "../machine/find_program.ts";
import type { ExecOptions, System } from "../system/mod.ts";

/**
 * Becomes the command: its signals, its exit code and its place in the
 * terminal's job are its own, and nothing of Hearth stays beside it. Nothing
 * after a call runs where that can be done; elsewhere the command is run and
 * waited for.
 *
 * @returns the exit code
 * @throws {UserError} when the program cannot be run
 */
export async function become(
  { fs, proc }: Pick<System, "fs" | "proc">,
  command: readonly string[],
  { cwd, env }: ExecOptions,
): Promise<number> {
  const [program = ""] = command;
  const place = { path: env.PATH, dir: cwd };
  const file = await findProgram({ fs }, program, place);
  if (file !== undefined) proc.exec(file, command, { cwd, env });
  return await proc.runAttached(command, { cwd, env });
}
