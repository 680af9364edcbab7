/**
 * A last look at the services of a start, of which some may have changed while
 * it waited for others.
 *
 * @module
 */
import { currentServices } from "../status/current_services.ts";
import { type Found, isAlive, notStarted } from "../status/service_state.ts";
import { LAUNCHES, overtaken, settleService } from "./settle_service.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import type { Started, StartMachine, StartWork } from "./start_options.ts";

/** What became of a service, and how it is now. */
export interface Seen extends Started {
  readonly found: Found;
}

/**
 * Looks at the services as `status` does. Those that have to become ready once
 * more, because they exited and are started again or because another command
 * started them anew, are waited for, unless the start has failed.
 */
export async function untilSteady(
  context: WorkspaceContext<keyof StartMachine>,
  started: readonly Started[],
  work: StartWork,
): Promise<Seen[]> {
  const { workspace: { services } } = context;
  let seen = await lookAgain(context, started);
  for (let round = 1; round < LAUNCHES; round++) {
    if (seen.some(hasFailed) || !seen.some(isUnsteady)) break;
    const settled = await Promise.all(seen.map(async (one) => {
      const service = services.find(({ name }) => name === one.name);
      const { claim } = one.found;
      return isUnsteady(one) && service !== undefined && claim !== undefined
        ? await settleService(context, { service, claim, fresh: false }, work)
        : one;
    }));
    seen = await lookAgain(context, settled);
  }
  return seen.map((one) =>
    isUnsteady(one)
      ? { ...one, outcome: "silent", why: inSentence(one.found.why) }
      : one
  );
}

async function lookAgain(
  context: WorkspaceContext<keyof StartMachine>,
  started: readonly Started[],
): Promise<Seen[]> {
  const { workspace: { services } } = context;
  const found = new Map(
    (await currentServices(context, services)).map((one) => [one.name, one]),
  );
  return started.map((one) =>
    corrected(one, found.get(one.name) ?? notStarted(one.name))
  );
}

/** What is right now of what was found out while it was waited for. */
function corrected(started: Started, found: Found): Seen {
  const { name, outcome } = started;
  const claim = found.claim ?? started.claim;
  if (isAlive(found)) {
    const isReady = found.state === "running" && outcome !== "skipped";
    return isReady && outcome !== "started"
      ? { name, outcome: "already", claim, why: undefined, found }
      : { ...started, claim, found };
  }
  if (outcome !== "started" && outcome !== "already") {
    return { ...started, found };
  }
  return found.state === "failed"
    ? { ...started, outcome: "ended", why: "it answered, then exited", found }
    : { ...overtaken(name, claim), found };
}

function hasFailed(seen: Seen): boolean {
  return seen.why !== undefined && !isUnsteady(seen);
}

/** Whether it is to become ready, though it was so before. */
function isUnsteady({ outcome, found }: Seen): boolean {
  return outcome !== "silent" && outcome !== "skipped" && isAlive(found) &&
    found.state !== "running";
}

function inSentence(why: string): string {
  return why.slice(0, 1).toLowerCase() + why.slice(1);
}
