/**
 * Whether the secrets in `.env` stay where they are.
 *
 * @module
 */
import type { Check, Patient } from "./check.ts";

/** Looks at the file's mode and at what git does with it. */
export async function envFileChecks(
  { system: { fs, proc }, paths }: Patient,
): Promise<Check[]> {
  const name = ".env";
  const stat = await fs.stat(paths.envFile);
  const git = async (...args: string[]): Promise<number> =>
    (await proc.run(["git", "-C", paths.root, ...args])).code;
  const checks: Check[] = [];
  if (await git("ls-files", "--error-unmatch", ".env") === 0) {
    checks.push({
      name,
      state: "bad",
      finding: "git tracks it, and whoever clones gets your secrets",
      remedy:
        "Type: git rm --cached .env; then change the secrets that it held.",
    });
  } else if (
    await git("rev-parse") === 0 &&
    await git("check-ignore", "-q", ".env") === 1
  ) {
    checks.push({
      name,
      state: "bad",
      finding: "git does not ignore it, so it may be committed by mistake",
      remedy: "Add a line /.env to .gitignore.",
    });
  }
  if (stat !== undefined && (stat.mode & 0o077) !== 0) {
    checks.push({
      name,
      state: "bad",
      finding: `others may read it: mode ${stat.mode.toString(8)}`,
      remedy: "Type: chmod 600 .env",
      mend: () => fs.setMode(paths.envFile, 0o600),
    });
  }
  if (checks.length > 0) return checks;
  const finding = stat ? "private, and git leaves it alone" : "not there yet";
  return [{ name, state: "ok", finding }];
}
