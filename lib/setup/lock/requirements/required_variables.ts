/**
 * Variables that requirements name, as `${TOKEN}`.
 *
 * @module
 */
import { HEARTH } from "../../../system/launcher.ts";
import { UserError } from "../../../core/errors.ts";
import { namedVariables } from "./requirement_line.ts";
import type { RequirementsFile } from "./requirements.ts";
import type { System } from "../../../system/mod.ts";

/**
 * Refuses to go on without a variable: an installer would send its name as the
 * password.
 *
 * @throws {UserError} naming the variable and how to set it
 */
export function requireVariables(
  { env }: Pick<System, "env">,
  files: readonly RequirementsFile[],
): void {
  for (const { name: file, lines } of files) {
    for (const name of lines.flatMap(namedVariables)) {
      if (env.get(name) !== undefined) continue;
      throw new UserError(
        `Cannot install from ${file}: the variable ${name} is not set`,
        {
          hint: `Set it, or save it in .env: ${HEARTH} secret set ${name} && ` +
            `${HEARTH} secret run -- ${HEARTH} setup`,
        },
      );
    }
  }
}
