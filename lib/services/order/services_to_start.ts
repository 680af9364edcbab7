/**
 * Which services a start is for.
 *
 * @module
 */
import { dependentsOf, withNeeded } from "./service_order.ts";
import { refuseUnknown } from "../launch/select_services.ts";
import type { Service, Workspace } from "../../workspace/workspace.ts";

/** The services of a start, in the order of `workspace.ts`. */
export interface StartSelection {
  readonly services: readonly Service[];
  /** Those that were not asked for, with one that depends on each. */
  readonly needed: ReadonlyMap<string, string>;
}

/**
 * The services of those names, or all but the optional ones when there is none,
 * with those that they need.
 *
 * @throws {UserError} for a name that `workspace.ts` does not declare
 */
export function servicesToStart(
  { services }: Workspace,
  names: readonly string[],
  { all = false }: {
    /** Whether no names mean the optional ones too. @default {false} */
    readonly all?: boolean;
  } = {},
): StartSelection {
  refuseUnknown(names, services.map(({ name }) => name));
  const asked = names.length > 0
    ? names
    : services.filter(({ optional }) => all || !optional)
      .map(({ name }) => name);
  const selected = withNeeded(services, asked);
  const needed = selected.filter(({ name }) => !asked.includes(name))
    .map(({ name }): [string, string] => [
      name,
      dependentsOf(selected, name)[0] ?? "",
    ]);
  return { services: selected, needed: new Map(needed) };
}
