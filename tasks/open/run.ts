/**
 * `open` opens the pages of what runs.
 *
 * @module
 */
import { HEARTH } from "../../lib/system/launcher.ts";
import { currentServices } from "../../lib/services/status/current_services.ts";
import { UserError } from "../../lib/core/errors.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { whyNotOpen } from "../../lib/services/open/open_page.ts";
import {
  openService,
  publicAddress,
  signInAddress,
} from "../../lib/services/open/open_service.ts";
import { selectServices } from "../../lib/services/launch/select_services.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `open`. */
export interface OpenFlags {
  readonly print: boolean;
}

/** Opens pages, or prints their addresses where there is no browser. */
export async function open(
  this: TaskContext,
  { print }: OpenFlags,
  ...names: string[]
): Promise<void> {
  const { system, report } = this;
  const workspace = await loadWorkspace(this);
  const services = selectServices(workspace, names)
    .filter(({ open }) => open !== undefined);
  const found = await currentServices(this, services);
  const pages = services.flatMap((service) => {
    const current = found.find(({ name }) => name === service.name);
    const url = current?.state === "running" ? current.claim?.url : undefined;
    return url ? [{ service, url }] : [];
  });
  if (pages.length === 0) {
    throw new UserError(
      "Cannot open a page: no service with a page is running",
      {
        hint: `Start the services first: ${HEARTH} start`,
      },
    );
  }
  const why = await whyNotOpen(system, pages.map(({ url }) => url));
  const opens = !print && why === undefined;
  if (!print && why !== undefined) report.note(why);
  for (const { service, url } of pages) {
    const { name } = service;
    const address = await signInAddress(this, { service, url });
    if (address === undefined) {
      throw new UserError(
        `Cannot open ${name}: its sign-in address is missing`,
        {
          hint: `Restart it: ${HEARTH} restart ${name}`,
        },
      );
    }
    report.result(opens ? publicAddress(service, url) : address);
    if (opens && !await openService(this, { service, url: address })) {
      report.warn(
        `The browser could not be started: run "${HEARTH} open --print ${name}" and open the address`,
      );
    }
  }
}
