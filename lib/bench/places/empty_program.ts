/**
 * A Deno program that does nothing: what starting Deno itself takes.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";
import type { Variant } from "../sampling/suite.ts";
import { timed } from "./timed.ts";
import type { WorkspaceCopy } from "./workspace_copy.ts";

/** Name of the floor of commands. */
export const EMPTY_PROGRAM = "empty program";

/** Writes it outside the workspace and returns it as a floor. */
export async function emptyProgram(
  { fs, env }: Pick<System, "fs" | "env">,
  workspace: WorkspaceCopy,
): Promise<Variant> {
  const file = `${workspace.home}/empty.ts`;
  await fs.writeText(file, "");
  const command = [env.deno, "run", "-A", "--no-prompt", file];
  return {
    name: EMPTY_PROGRAM,
    kind: "floor",
    run: () => timed(() => workspace.exec(command)),
  };
}
