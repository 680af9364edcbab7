/**
 * `open` opens the pages of what runs.
 *
 * @module
 */
import { currentServices } from "../lib/services/current_services.ts";
import { UserError } from "../lib/errors.ts";
import { loadWorkspace } from "../lib/load_workspace.ts";
import { openPage, whyNotOpen } from "../lib/services/open_page.ts";
import { selectServices } from "../lib/services/select_services.ts";
import type { TaskContext } from "../lib/task_context.ts";

/** Opens pages, or prints their addresses where there is no browser. */
export async function open(
  this: TaskContext,
  _flags: Record<never, never>,
  ...names: string[]
): Promise<void> {
  const { system, paths, report } = this;
  const workspace = await loadWorkspace(system, paths);
  const services = selectServices(workspace, names)
    .filter(({ open }) => open !== undefined);
  const found = await currentServices(system, paths, services);
  const urls = services.flatMap(({ name }) => {
    const service = found.find((other) => other.name === name);
    return service?.state === "running" && service.claim?.url
      ? [service.claim.url]
      : [];
  });
  if (urls.length === 0) {
    throw new UserError("Cannot open a page: no service that has one runs", {
      hint: "Start the services first: deno task start",
    });
  }
  const why = whyNotOpen(system, urls);
  if (why !== undefined) report.note(why);
  for (const url of urls) {
    report.result(url);
    if (why === undefined && !await openPage(system, url)) {
      report.warn("The browser could not be started: open the page by hand");
    }
  }
}
