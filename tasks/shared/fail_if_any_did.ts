/**
 * What is said of services that did not come up.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { UserError } from "../../lib/core/errors.ts";
import { lastLines } from "../../lib/services/logs/read_lines.ts";
import type { Started } from "../../lib/services/launch/start_options.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Lines of a failed service's log that are shown. */
const SHOWN = 20;
/** Characters of each that are shown. */
const WIDEST = 2000;

/**
 * Shows the end of the log of each service that did not come up.
 *
 * @param options.missing Names of secrets that have no value, which may be why
 * @throws {UserError} when there is one
 */
export async function failIfAnyDid(
  { system, report }: TaskContext,
  started: readonly Started[],
  { missing = [] }: { readonly missing?: readonly string[] } = {},
): Promise<void> {
  const failed = started.filter(({ why }) => why !== undefined);
  if (failed.length === 0) return;
  const logOf = ({ log, claim }: Started): string => log ?? claim?.log ?? "";
  for (const service of failed) {
    const log = logOf(service);
    const lines = await Array.fromAsync(
      lastLines(system, { path: log, count: SHOWN }),
    );
    if (lines.length > 0) {
      const title = service.log ? `${service.log}` : `${service.name}'s log`;
      report.note(`Last lines of ${title}:`);
    }
    for (const line of lines) report.note(`  ${line.slice(0, WIDEST)}`);
  }
  const skipped = started.filter(({ outcome }) => outcome === "skipped")
    .map(({ name }) => name);
  if (skipped.length > 0) report.note(`Not started: ${skipped.join(", ")}`);
  const [first] = failed;
  const full = first && logOf(first);
  const alive = failed.some(({ outcome }) => outcome === "silent");
  const hints = [
    ...(missing.length > 0
      ? [`${missing.join(", ")} may be needed. To set: ${HEARTH} secret`]
      : []),
    ...(full && alive
      ? [
        `It is still running. Fix it, then run "${HEARTH} status", or stop it with "${HEARTH} stop ${first.name}".`,
      ]
      : []),
    ...(full ? [`Full log: ${full}`] : []),
  ];
  throw new UserError(
    failed.map(({ name, why }) => `Cannot start ${name}: ${why}`).join("\n"),
    { ...(hints.length > 0 && { hint: hints.join("\n") }) },
  );
}
