/**
 * All that doctor looks at.
 *
 * @module
 */
import type { Check, DoctorContext } from "./check.ts";
import { machineChecks } from "./machine_checks.ts";
import { workspaceChecks } from "./workspace_checks.ts";

/** Looks at machine and workspace; changes nothing. */
export async function examine(context: DoctorContext): Promise<Check[]> {
  return (await Promise.all([
    machineChecks(context),
    workspaceChecks(context),
  ])).flat();
}

/** Does what is safe, and tells what it did by the checks' names. */
export async function fixAll(checks: readonly Check[]): Promise<string[]> {
  const mendable = checks.filter(({ mend }) => mend !== undefined);
  for (const { mend } of mendable) await mend?.();
  return mendable.map(({ name, finding }) => `${name}: ${finding}`);
}

/** The checks as a table for people, remedies below what they are for. */
export function checksTable(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks.map(({ name, state, finding, remedy }) =>
    [
      `${state.padEnd(4)}  ${name.padEnd(width)}  ${finding}`,
      ...(remedy ? [`${"".padEnd(width + 8)}${remedy}`] : []),
    ].join("\n")
  ).join("\n");
}
