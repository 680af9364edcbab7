/**
 * Whether the secrets in `.env` stay where they are.
 *
 * @module
 */
import { readEnvFile } from "../secrets/dotenv/env_file.ts";
import { envFileProblems } from "../secrets/audit/env_file_problems.ts";
import type { Check, DoctorContext } from "./check.ts";

/**
 * Looks at the file's mode and at what git does with it.
 *
 * @throws {UserError} when it cannot be read
 */
export async function envFileChecks(
  context: DoctorContext,
): Promise<Check[]> {
  const { system, paths } = context;
  const name = ".env";
  await readEnvFile(context);
  const problems = await envFileProblems(context);
  if (problems.length > 0) {
    return problems.map(({ message, hint, fix }) => ({
      name,
      state: "bad",
      message,
      hint: `${hint}.`,
      ...(fix && { fix }),
    }));
  }
  const stat = await system.fs.stat(paths.envFile);
  const message = stat ? "private, and ignored by git" : "not there yet";
  return [{ name, state: "ok", message }];
}
