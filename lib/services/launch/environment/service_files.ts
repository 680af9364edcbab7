/**
 * Files and directories that a service names, which must be there.
 *
 * @module
 */
import { resolve } from "../../../core/files/posix_path.ts";
import { parseDotenv } from "../../../secrets/dotenv/dotenv.ts";
import { readEnvFile } from "../../../secrets/dotenv/env_file.ts";
import type { Context } from "../../../core/context.ts";
import type { Paths } from "../../../core/files/paths.ts";
import { UserError } from "../../../core/errors.ts";
import type { Service } from "../../../workspace/workspace.ts";

/** Where a service runs. */
export function serviceDir(
  { root }: Pick<Paths, "root">,
  { cwd = "." }: Pick<Service, "cwd">,
): string {
  return resolve(root, cwd);
}

/**
 * The variables of its `envFiles`.
 *
 * @throws {UserError} when one of these files or its `cwd` is missing
 */
export async function serviceFiles(
  { system: { fs, env }, paths }: Context<"fs" | "env">,
  service: Pick<Service, "name" | "cwd" | "envFiles">,
): Promise<Record<string, string>> {
  const { name, cwd, envFiles } = service;
  if (cwd !== undefined) {
    const dir = await fs.stat(serviceDir(paths, service));
    if (dir?.kind !== "directory") {
      throw missing(`services.${name}.cwd: "${cwd}" is not a directory`);
    }
  }
  const values: Record<string, string> = {};
  for (const file of envFiles) {
    const text = await readEnvFile({
      system: { fs },
      paths: {
        envFile: resolve(paths.root, file),
      },
    });
    if (text === undefined) {
      throw missing(`services.${name}.envFiles: there is no file "${file}"`);
    }
    const bound = Object.entries(parseDotenv(text, env.get));
    for (const [variable, value] of bound) {
      const fits = !/[=\0]/.test(variable) && !value.includes("\0");
      if (fits) values[variable] = value;
    }
  }
  return values;
}

function missing(message: string): UserError {
  return new UserError(`Cannot start: ${message}`, {
    hint: "Make it, or change workspace.ts; paths begin at its directory.",
  });
}
