/**
 * The ways in which a workspace's services are started and stopped: by
 * Hearth, bare, as pip installs them, by flakes all in bash and by managers of
 * processes.
 *
 * @module
 */
import type {
  SuiteContext,
  Variant,
  VariantKind,
} from "../lib/bench/sampling/suite.ts";
import { bashFlakes } from "./bash_flakes.ts";
import {
  asPipGives,
  ownPorts,
  type Program,
  programsOf,
} from "./bare_programs.ts";
import { type BareRun, startBare } from "./bare_run.ts";
import { forgetServers, keepBusy } from "./busy_kernel.ts";
import { type Place, placesOf } from "./in_subjects.ts";
import { managersOf } from "./managers.ts";
import { plainVenv } from "./plain_venv.ts";
import { timed } from "./timed.ts";

/** Name of the floor: the same programs, launched and ended with care. */
export const BARE = "bare";
/** Name of the commands that a README would name, in pip's environment. */
export const AS_PIP_GIVES = "as pip gives it";

/** One start and one stop. */
export interface Cycle {
  readonly startMs: number;
  readonly stopMs: number;
}

/** What of a cycle is timed; a stop, with a kernel busy. */
export type Timed = "start" | "stop";

/** A way to run the services. */
export interface Way {
  readonly name: string;
  readonly kind: VariantKind;
  /** A whole cycle of which one part is timed. */
  timing(what: Timed): Pick<Variant, "prepare" | "run" | "cleanUp">;
}

/** Starts, keeps a kernel busy where that is wanted, and stops. */
type RunCycle = (options: { readonly busy: boolean }) => Promise<Cycle>;

/** Prepares every way that this machine has. */
export async function serviceWays(
  context: SuiteContext,
  stack: AsyncDisposableStack,
): Promise<Way[]> {
  const places = await placesOf(context, stack, { kind: "full" });
  const own: Way[] = [];
  let first: Program[] | undefined;
  for (const place of places) {
    // Of its own, so that two commits can run at the same time.
    const ports = ownPorts();
    const programs = await programsOf(place.workspace, ports);
    own.push(hearth(place, ports, programs));
    first ??= programs;
  }
  if (!context.compared) return own;
  return [...await besides(context, places[0], first ?? []), ...own];
}

function hearth(
  { subject, workspace }: Place,
  ports: readonly string[],
  programs: readonly Program[],
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
          await keepBusy(workspace, portOf(programs));
        },
        run: end,
      };
    },
  };
}

/** Times a part of a cycle that cannot be taken apart. */
function within(cycle: RunCycle): Way["timing"] {
  return (what) => ({
    run: async () => {
      const { startMs, stopMs } = await cycle({ busy: what === "stop" });
      return what === "start" ? startMs : stopMs;
    },
  });
}

async function besides(
  { note }: SuiteContext,
  { workspace }: Place,
  programs: readonly Program[],
): Promise<Way[]> {
  const cwd = workspace.root;
  const urls = programs.map(({ url }) => url);
  const alone = (list: readonly Program[]): Promise<BareRun> =>
    startBare(list.map((program) => ({ ...program, cwd })), urls);
  const way = (
    name: string,
    kind: VariantKind,
    what: "launched" | "everything",
    begin: () => Promise<BareRun>,
  ): Way => ({
    name,
    kind,
    timing: within(async ({ busy }) => {
      await forgetServers(workspace);
      await using run = await begin();
      if (busy) await keepBusy(workspace, portOf(programs));
      const stopMs = await run.stop(what);
      if (await run.left() > 0) note(leftBehind(name));
      return { startMs: run.startMs, stopMs };
    }),
  });
  const ways = [way(BARE, "floor", "everything", () => alone(programs))];
  const plain = await plainVenv(workspace);
  if ("venv" in plain) {
    const listed = asPipGives(plain.venv, programs);
    ways.push(
      way(AS_PIP_GIVES, "rival", "everything", () => alone(listed)),
    );
  } else note(`${AS_PIP_GIVES} is left out: ${plain.error}`);
  for (const flake of await bashFlakes(workspace, note)) {
    // The hook writes the scripts.
    await flake.enter();
    ways.push({
      name: flake.name,
      kind: "bash",
      timing: within(async (options) => {
        const { left, ...cycle } = await flake.cycle(options);
        if (left > 0) note(leftBehind(flake.name));
        return cycle;
      }),
    });
  }
  for (const [name, launch] of await managersOf(workspace, programs, note)) {
    ways.push(way(name, "rival", "launched", () => startBare([launch], urls)));
  }
  return ways;
}

function portOf(programs: readonly Program[]): number {
  const jupyter = programs.find(({ name }) => name === "jupyter");
  return Number(new URL(jupyter?.url ?? "").port);
}

function leftBehind(name: string): string {
  return `${name} leaves processes behind when it is stopped`;
}
