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

/** Does what is safe, and says what it did by the checks' names. */
export async function fixAll(checks: readonly Check[]): Promise<string[]> {
  const fixable = checks.filter(({ fix }) => fix !== undefined);
  for (const { fix } of fixable) await fix?.();
  return fixable.map(({ name, message }) => `${name}: ${message}`);
}

/** The checks as a table for people, remedies below what they are for. */
export function checksTable(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks.map(({ name, state, message, hint }) =>
    [
      `${state.padEnd(4)}  ${name.padEnd(width)}  ${message}`,
      ...(hint ? [`${"".padEnd(width + 8)}${hint}`] : []),
    ].join("\n")
  ).join("\n");
}
