/**
 * Waits for all services of a start.
 *
 * @module
 */
import { settleAll } from "../../core/settle_all.ts";
import type { Claim } from "../claims/claim.ts";
import type { Launch, Launched } from "./launch_missing.ts";
import {
  describeMisdirected,
  misdirectedServices,
} from "../claims/misdirected_services.ts";
import type { Paths } from "../../core/files/paths.ts";
import { relaunchService } from "./relaunch_service.ts";
import { silent } from "../../core/reporter.ts";
import { LAUNCHES, overtaken, settleService } from "./settle_service.ts";
import type { Started, StartMachine, StartWork } from "./start_options.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** A launch and what came of it. */
interface Settled {
  readonly launch: Launch;
  readonly started: Started;
}

/**
 * Waits until each answers. One that this start launched is launched again
 * when another one lost the port that it was given; one that ran before is
 * left alone and reported.
 */
export async function settleServices(
  system: StartMachine,
  paths: Paths,
  workspace: Workspace,
  { launches, others }: Launched,
  work: StartWork,
): Promise<Started[]> {
  // A failure ends the wait for the others, which are not to go on either.
  const failure = new AbortController();
  const { signal } = work;
  const until: StartWork = {
    ...work,
    signal: AbortSignal.any([failure.signal, ...(signal ? [signal] : [])]),
  };
  const settle = async (launch: Launch): Promise<Settled> => {
    try {
      const started = await settleService(
        system,
        paths,
        workspace,
        launch,
        until,
      );
      return { launch, started };
    } catch (error) {
      failure.abort(error);
      throw error;
    }
  };
  const settleAgain = async (
    { launch, started }: Settled,
  ): Promise<Settled> => {
    const { service } = launch;
    const { claim: before } = started;
    const claim = await relaunchService(system, paths, workspace, service, {
      ...until,
      claim: before,
    });
    return claim === undefined
      ? { launch, started: overtaken(service.name, before) }
      : await settle({ ...launch, claim });
  };

  let settled = await settleAll(launches.map(settle));
  for (let round = 1; round < LAUNCHES; round++) {
    const living = [...others, ...livingClaims(settled)];
    const isMisdirected = ({ launch, started }: Settled): boolean =>
      launch.fresh && started.outcome !== "stopped" &&
      misdirectedServices([started.claim], living).length > 0;
    if (!settled.some(isMisdirected)) break;
    settled = await settleAll(
      settled.map((one) =>
        isMisdirected(one) ? settleAgain(one) : Promise.resolve(one)
      ),
    );
  }
  const living = [...others, ...livingClaims(settled)];
  for (const misdirected of misdirectedServices(living, living)) {
    (work.report ?? silent).note(describeMisdirected(misdirected));
  }
  return settled.map(({ started }) => started);
}

function livingClaims(settled: readonly Settled[]): Claim[] {
  return settled
    .filter(({ started: { outcome } }) =>
      outcome !== "ended" && outcome !== "stopped"
    )
    .map(({ started }) => started.claim);
}
