/**
 * The ways in which a workspace's services are started and stopped: by Hearth,
 * bare, and by whatever else a suite adds.
 *
 * @module
 */
import type { SuiteContext, Variant } from "../sampling/suite.ts";
import { type Place, placesOf } from "../places/places.ts";
import { timed } from "../places/timed.ts";
import type { WorkspaceCopy } from "../places/workspace_copy.ts";
import { type BareRun, type Launch, startBare } from "./bare_run.ts";
import {
  ownPorts,
  type Program,
  programsOf,
  servicesOf,
  tiedToHearth,
} from "./programs.ts";

/** Name of the floor: the same programs, launched and ended with care. */
export const BARE = "bare";

/** One start and one stop. */
export interface Cycle {
  readonly startMs: number;
  readonly stopMs: number;
}

/** What of a cycle is timed; a stop, with a kernel busy where there is one. */
export type Timed = "start" | "stop";

/** A way to run the services. */
export interface Way extends Pick<Variant, "name" | "kind"> {
  /** A whole cycle of which one part is timed. */
  timing(what: Timed): Pick<Variant, "prepare" | "run" | "cleanUp">;
}

/** What a suite adds for a workspace that it knows. */
export interface WaysOptions {
  /** Makes the services busy before they are stopped. */
  readonly keepBusy?: (
    workspace: WorkspaceCopy,
    programs: readonly Program[],
  ) => Promise<void>;
  /** Has to happen before programs are launched without Hearth. */
  readonly beforeBare?: (workspace: WorkspaceCopy) => Promise<void>;
  /** Other ways to run the same programs. */
  readonly rivals?: (
    context: SuiteContext,
    place: Place,
    bare: BareWays,
  ) => Promise<readonly Way[]>;
}

/** Makes ways that launch programs. */
export interface BareWays {
  readonly programs: readonly Program[];
  /** Launches what manages the programs, or the programs themselves. */
  way(
    what: Pick<Variant, "name" | "kind">,
    launches: readonly Launch[],
    ended: "launched" | "everything",
  ): Way;
}

/** Prepares every way that this machine has; none without services. */
export async function serviceWays(
  context: SuiteContext,
  stack: AsyncDisposableStack,
  options: WaysOptions = {},
): Promise<Way[]> {
  const { system, note, compared } = context;
  const places = await placesOf(context, stack);
  const own: Way[] = [];
  let first: Program[] | undefined;
  let tied: string | undefined;
  for (const place of places) {
    const services = await servicesOf(system, place.workspace);
    if (services.length === 0) {
      note(`${place.subject.name} has no services`);
      return [];
    }
    // Of its own, so that two commits can run at the same time.
    const ports = ownPorts(system, services);
    const known = { services, ports };
    const programs = await programsOf(system, place.workspace, known);
    own.push(
      hearth(place, ports, () => options.keepBusy?.(place.workspace, programs)),
    );
    first ??= programs;
    tied ??= tiedToHearth(services);
  }
  if (!compared) return own;
  if (tied !== undefined) {
    note(`The bare programs are left out: ${tied}`);
    return own;
  }
  const [place] = places;
  const bare = bareWays(context, place.workspace, {
    ...options,
    programs: first ?? [],
  });
  const what = { name: BARE, kind: "floor" } as const;
  const floor = bare.way(what, bare.programs, "everything");
  const rivals = await options.rivals?.(context, place, bare) ?? [];
  return [floor, ...rivals, ...own];
}

function hearth(
  { subject, workspace }: Place,
  ports: readonly string[],
  keepBusy: () => Promise<void> | undefined,
): Way {
  const start = ["start", "--no-open", ...ports];
  return {
    name: subject.name,
    kind: "hearth",
    timing: (what) => {
      const begin = (): Promise<number> => timed(() => workspace.run(start));
      const end = (): Promise<number> => timed(() => workspace.run(["stop"]));
      if (what === "start") {
        return { run: begin, cleanUp: async () => void await end() };
      }
      return {
        async prepare() {
          await begin();
          await keepBusy();
        },
        run: end,
      };
    },
  };
}

/** Times a part of a cycle that cannot be taken apart. */
export function within(
  cycle: (options: { readonly busy: boolean }) => Promise<Cycle>,
): Way["timing"] {
  return (what) => ({
    run: async () => {
      const { startMs, stopMs } = await cycle({ busy: what === "stop" });
      return what === "start" ? startMs : stopMs;
    },
  });
}

/** Says that a way does not end all that it started. */
export function leftBehind(name: string): string {
  return `${name} leaves processes behind when it is stopped`;
}

function bareWays(
  { system, note, signal }: SuiteContext,
  workspace: WorkspaceCopy,
  { programs, keepBusy, beforeBare }: WaysOptions & {
    readonly programs: readonly Program[];
  },
): BareWays {
  const begin = (launches: readonly Launch[]): Promise<BareRun> =>
    startBare(system, launches, { programs, signal });
  return {
    programs,
    way: ({ name, kind }, launches, ended) => ({
      name,
      kind,
      timing: within(async ({ busy }) => {
        await beforeBare?.(workspace);
        await using run = await begin(launches);
        if (busy) await keepBusy?.(workspace, programs);
        const stopMs = await run.stop(ended);
        if (await run.left() > 0) note(leftBehind(name));
        return { startMs: run.startMs, stopMs };
      }),
    }),
  };
}
