/**
 * Which workspace a command is about.
 *
 * @module
 */
import { EXIT, UserError } from "../core/errors.ts";
import { dirname, join, resolve } from "../core/files/posix_path.ts";
import type { System } from "../system/mod.ts";

/** Where a user lists directories of others whose code may run, one a line. */
const SAFE_FILE = "hearth/safe-directories";

/** Commands that run nothing of a workspace. */
const WITHOUT_WORKSPACE = new Set(["init", "completions"]);

/**
 * The root: `HEARTH_ROOT`, else the nearest directory upwards with a
 * `workspace.ts`, else the current directory. Links are resolved: a workspace
 * has one name, whatever path led to it.
 *
 * A workspace that belongs to somebody else is refused, because its
 * `workspace.ts` is code, as git refuses such a repository
 * (`safe.directory`).
 *
 * @param words the command line
 * @throws {UserError} when `HEARTH_ROOT` is no directory, or the workspace is
 * not the user's own and not listed as safe
 */
export async function findRoot(
  system: Pick<System, "fs" | "env">,
  [command, ...rest]: readonly string[],
): Promise<string> {
  const { fs, env } = system;
  const given = env.get("HEARTH_ROOT");
  if (given !== undefined && given !== "") {
    const root = await fs.realPath(resolve(env.cwd, given));
    if (root === undefined || (await fs.stat(root))?.kind !== "directory") {
      throw new UserError(`Cannot use HEARTH_ROOT: no directory "${given}"`, {
        hint: "Correct the variable, or unset it.",
        exitCode: EXIT.usage,
      });
    }
    return root;
  }
  const cwd = await fs.realPath(env.cwd) ?? env.cwd;
  for (let dir = cwd;; dir = dirname(dir)) {
    const file = join(dir, "workspace.ts");
    if (await fs.stat(file) !== undefined) {
      const isHelp = rest.includes("--help") || rest.includes("-h");
      if (!WITHOUT_WORKSPACE.has(command ?? "") && !isHelp) {
        await refuseForeign(system, dir, [dir, file]);
      }
      return dir;
    }
    if (dir === dirname(dir)) return cwd;
  }
}

async function refuseForeign(
  system: Pick<System, "fs" | "env">,
  root: string,
  files: readonly string[],
): Promise<void> {
  for (const file of files) {
    const stat = await system.fs.stat(file);
    if (stat === undefined || stat.owned) continue;
    if (await isListed(system, root)) return;
    throw new UserError(
      `Cannot use the workspace in "${root}": it belongs to another user`,
      {
        hint: "Its workspace.ts would run with your rights. If you trust it, " +
          `add a line with its path to ~/.config/${SAFE_FILE}`,
      },
    );
  }
}

async function isListed(
  { fs, env }: Pick<System, "fs" | "env">,
  root: string,
): Promise<boolean> {
  const home = env.get("HOME") ?? "/";
  const config = env.get("XDG_CONFIG_HOME") || join(home, ".config");
  const text = await fs.readText(join(config, SAFE_FILE)) ?? "";
  const listed = text.split("\n").map((line) => line.trim());
  return listed.some((path) => path === "*" || path === root);
}
