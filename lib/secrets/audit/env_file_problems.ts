/**
 * Whether `.env` is as private as it should be.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import { join } from "../../core/files/posix_path.ts";
import { PRIVATE } from "../dotenv/env_file.ts";
import type { Problem } from "./problem.ts";

/** Lines for `.gitignore`: the file, and what a killed write may leave. */
const IGNORED = ["/.env", "/.env.*.draft"];

/** Looks at the mode of `.env` and at what git makes of it. */
export async function envFileProblems(
  context: Context<"fs" | "proc">,
): Promise<Problem[]> {
  const { paths } = context;
  const { fs } = context.system;
  const problems: Problem[] = [];
  const stat = await fs.stat(paths.envFile);
  if (stat !== undefined && (stat.mode & 0o077) !== 0) {
    const mode = stat.mode.toString(8).padStart(3, "0");
    problems.push({
      kind: "mode",
      message: `.env has mode ${mode}: other users can access it`,
      hint: "Make it private: chmod 600 .env",
      fix: () => fs.setMode(paths.envFile, PRIVATE),
    });
  }
  const files = await namesIn(context);
  if (await git(context, ["rev-parse", "--git-dir"]) !== 0) {
    return problems;
  }
  for (const file of files) {
    if (
      await git(context, ["ls-files", "--error-unmatch", "--", file]) ===
        0
    ) {
      problems.push({
        kind: "tracked",
        message: `git tracks ${file}`,
        hint: `Untrack it but keep the file: git rm --cached ${file}`,
      });
    }
    const ignored = ["check-ignore", "--quiet", "--no-index", "--", file];
    if (await git(context, ignored) === 1) {
      problems.push({
        kind: "not-ignored",
        message: `git does not ignore ${file}`,
        hint: `Add a line to .gitignore: /${file}`,
        fix: () => ignore(context, file),
      });
    }
  }
  return problems;
}

/** `.env`, and what it leads to within the workspace, as git names them. */
async function namesIn(
  { system: { fs }, paths: { root, envFile } }: Context<"fs">,
): Promise<string[]> {
  const real = await fs.realPath(envFile);
  const isInside = real?.startsWith(`${root}/`) && real !== envFile;
  return [".env", ...(real && isInside ? [real.slice(root.length + 1)] : [])];
}

/** Exit code of a git command; 127 without git. */
async function git(
  { system: { proc }, paths: { root } }: Context<"proc">,
  args: readonly string[],
): Promise<number> {
  return (await proc.run(["git", "-C", root, ...args])).code;
}

async function ignore(
  { system: { fs }, paths: { root } }: Context<"fs">,
  file: string,
): Promise<void> {
  const path = join(root, ".gitignore");
  const before = await fs.readText(path) ?? "";
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  const lines = file === ".env" ? IGNORED : [`/${file}`];
  await fs.writeText(path, `${before}${gap}${lines.join("\n")}\n`);
}
