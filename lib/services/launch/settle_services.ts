/**
 * Waits for all services of a start.
 *
 * @module
 */
import { settleAll } from "../../core/concurrency/settle_all.ts";
import type { Claim } from "../claims/claim.ts";
import type { Launch, Launched } from "./launch_missing.ts";
import {
  describeMisdirected,
  misdirectedServices,
} from "../status/misdirected_services.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { inOrder } from "../order/in_order.ts";
import { launchLater } from "./launch_later.ts";
import { livingLeader } from "../processes/living_leader.ts";
import { relaunchService } from "./relaunch_service.ts";
import { silent } from "../../core/reporter.ts";
import { LAUNCHES, overtaken, settleService } from "./settle_service.ts";
import type { Started, StartMachine, StartWork } from "./start_options.ts";
import type { Service } from "../../workspace/workspace.ts";

/** A service and what came of it; no launch where it was never launched. */
interface Settled {
  readonly launch?: Launch;
  readonly started: Started;
}

/**
 * Waits until each is ready, and launches those that wait for others then. Once
 * one failed, nothing more is launched. One that this start launched is launched
 * again when another one lost the port that it was given; one that ran before
 * is left alone and reported.
 */
export async function settleServices(
  context: WorkspaceContext<keyof StartMachine>,
  { launches, waiting, others, ports }: Launched,
  work: StartWork,
): Promise<Started[]> {
  // An error ends the wait for the others, which are not to go on either.
  const failure = new AbortController();
  const { signal } = work;
  const until: StartWork = {
    ...work,
    signal: AbortSignal.any([failure.signal, ...(signal ? [signal] : [])]),
  };
  let isOver = false;
  const guarded = async (act: () => Promise<Settled>): Promise<Settled> => {
    try {
      const settled = await act();
      isOver ||= isFailed(settled);
      return settled;
    } catch (error) {
      failure.abort(error);
      throw error;
    }
  };
  const settle = (launch: Launch): Promise<Settled> =>
    guarded(async () => ({
      launch,
      started: await settleService(context, launch, until),
    }));
  const launchThenSettle = (
    service: Service,
    earlier: readonly Settled[],
  ): Promise<Settled> =>
    guarded(async () => {
      const { name } = service;
      const after = earlier.flatMap(({ started }) => started.claim ?? []);
      const isHeld = earlier.some(({ started: { outcome } }) =>
        outcome !== "started" && outcome !== "already"
      );
      if (isOver || isHeld || await isAnyGone(context, after)) {
        return { started: skipped(name) };
      }
      const launch = await launchLater(context, service, {
        ...until,
        after,
        ports,
      });
      return launch === undefined
        ? { started: overtaken(name, undefined) }
        : await settle(launch);
    });
  const settleAgain = (
    launch: Launch,
    { name, claim }: Started & { readonly claim: Claim },
  ): Promise<Settled> =>
    guarded(async () => {
      const again = await relaunchService(
        context,
        launch.service,
        { ...until, claim },
      );
      return again === undefined
        ? { launch, started: overtaken(name, claim) }
        : await settle(again);
    });

  const services = [
    ...launches.map((launch) => ({ launch, service: launch.service })),
    ...waiting.map((service) => ({ launch: undefined, service })),
  ].map((one) => ({ ...one, name: one.service.name }));
  let settled = await inOrder(services, {
    first: ({ launch, service }) => launch ? [] : service.dependsOn,
    work: ({ launch, service }, earlier: readonly Settled[]) =>
      launch ? settle(launch) : launchThenSettle(service, earlier),
  });
  for (let round = 1; round < LAUNCHES; round++) {
    const living = [...others, ...livingClaims(settled)];
    const again = settled.map(({ launch, started }) => {
      const { claim } = started;
      const isMisdirected = launch?.fresh && claim !== undefined &&
        started.outcome !== "stopped" &&
        misdirectedServices([claim], living).length > 0;
      return isMisdirected
        ? () => settleAgain(launch, { ...started, claim })
        : undefined;
    });
    if (again.every((act) => act === undefined)) break;
    settled = await settleAll(
      settled.map((one, index) => again[index]?.() ?? Promise.resolve(one)),
    );
  }
  const living = [...others, ...livingClaims(settled)];
  for (const misdirected of misdirectedServices(living, living)) {
    (work.report ?? silent).note(describeMisdirected(misdirected));
  }
  return settled.map(({ started }) => started);
}

/** Whether one that was ready has ended while others were waited for. */
async function isAnyGone(
  { system }: Pick<WorkspaceContext<"proc">, "system">,
  claims: readonly Claim[],
): Promise<boolean> {
  const leaders = claims.map((claim) => livingLeader(system, claim));
  return (await Promise.all(leaders)).includes(undefined);
}

function skipped(name: string): Started {
  return { name, outcome: "skipped", claim: undefined, why: undefined };
}

function isFailed({ started: { outcome } }: Settled): boolean {
  return outcome === "ended" || outcome === "silent";
}

function livingClaims(settled: readonly Settled[]): Claim[] {
  return settled.flatMap(({ started: { outcome, claim } }) =>
    claim === undefined || outcome === "ended" || outcome === "stopped"
      ? []
      : claim
  );
}
