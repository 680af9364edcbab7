/**
 * From the names that a user typed to services.
 *
 * @module
 */
import { EXIT, UserError } from "../../core/errors.ts";
import type { Service, Workspace } from "../../workspace/workspace.ts";

/**
 * The services of those names; all of them when there is none.
 *
 * @throws {UserError} for a name that `workspace.ts` does not declare
 */
export function selectServices(
  { services }: Workspace,
  names: readonly string[],
): Service[] {
  refuseUnknown(names, services.map(({ name }) => name));
  return services.filter(({ name }) =>
    names.length === 0 || names.includes(name)
  );
}

/** Throws for the first name that is not known. */
export function refuseUnknown(
  names: readonly string[],
  known: readonly string[],
): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UserError(`Cannot find service "${unknown}"`, {
      hint: known.length > 0
        ? `Services of this workspace: ${known.join(", ")}.`
        : "workspace.ts declares no services.",
      exitCode: EXIT.usage,
    });
  }
}
