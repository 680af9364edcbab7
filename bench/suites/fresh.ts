/**
 * From a fresh clone until JupyterLab and the app answer, with uv installed and
 * the packages of Deno, npm and uv in their caches: Hearth's one command, against
 * `uv pip sync` and the same programs by hand.
 *
 * Every round has a clone of its own, and all of them stay until the end: some
 * file systems (ext4) are slow for a while where a venv was just removed, and
 * not equally so for the next two.
 *
 * @module
 */
import { dirname } from "node:path";
import type {
  Subject,
  Suite,
  SuiteContext,
  Variant,
} from "../../lib/bench/sampling/suite.ts";
import { figureOf } from "../../lib/bench/places/figure_of.ts";
import { placesOf } from "../../lib/bench/places/places.ts";
import {
  copyWorkspace,
  type WorkspaceCopy,
} from "../../lib/bench/places/workspace_copy.ts";
import { startBare } from "../../lib/bench/services/bare_run.ts";
import {
  ownPorts,
  type Program,
  programsOf,
  servicesOf,
} from "../../lib/bench/services/programs.ts";
import { interpreterOf, syncCommand, uvOf } from "../bare_uv.ts";
import { inVenv } from "../rivals.ts";
import { timed } from "../../lib/bench/places/timed.ts";

const FLOOR = "uv sync, then start by hand";

const suite: Suite = {
  brief: "from a fresh clone until everything answers",
  rounds: 8,
  async open(context, stack) {
    const { system } = context;
    const places = await placesOf(context, stack);
    const [{ workspace: seen, subject }] = places;
    const services = await servicesOf(system, seen);
    const ports = ownPorts(system, services);
    const programs = await programsOf(system, seen, { services, ports });
    const python = await interpreterOf(seen);
    const uv = await uvOf(seen);
    const clone = async (subject: Subject): Promise<WorkspaceCopy> =>
      stack.use(await copyWorkspace(context, subject));
    const byHand: Variant = {
      name: FLOOR,
      kind: "floor",
      run: async () => {
        const workspace = await clone(subject);
        const there = programs.map((program) =>
          moved(program, seen, workspace)
        );
        return await startByHand(context, workspace, {
          python,
          programs: there,
        });
      },
    };
    return [
      figureOf(context, places, {
        title: "fresh clone → all answer",
        run: async ({ subject }) => {
          const workspace = await clone(subject);
          const start = ["start", "--no-open", ...ports];
          // Nor does the work by hand begin with installing uv.
          const env = { PATH: `${dirname(uv)}:${workspace.env.PATH}` };
          const took = await timed(() => workspace.run(start, { env }));
          await timed(() => workspace.run(["stop"]));
          return took;
        },
        beside: [byHand],
        floor: FLOOR,
        budgets: [{ of: FLOOR, ratio: 1 }],
      }),
    ];
  },
};
export default suite;

/** Fills `.venv` and starts the programs from there. */
async function startByHand(
  { system, signal }: SuiteContext,
  workspace: WorkspaceCopy,
  { python, programs }: {
    readonly python: string;
    readonly programs: readonly Program[];
  },
): Promise<number> {
  const sync = await syncCommand(workspace, {
    python,
    venv: workspace.path(".venv"),
  });
  await Deno.mkdir(workspace.path(".hearth/run/jupyter"), { recursive: true });
  const synced = await timed(() => workspace.exec(sync));
  await using run = await startBare(
    system,
    programs.map((program) => ({ ...program, cwd: workspace.root })),
    { programs, signal },
  );
  await run.stop("everything");
  return synced + run.startMs;
}

/** The same program in another workspace, of the `.venv` there. */
function moved(
  { command: [path = "", ...args], env, ...program }: Program,
  from: WorkspaceCopy,
  to: WorkspaceCopy,
): Program {
  const venv = to.path(".venv");
  const there = Object.entries(env).map(([name, value]) => [
    name,
    value.replaceAll(dirname(from.root), dirname(to.root)),
  ]);
  return {
    ...program,
    command: [`${venv}/bin/${path.slice(path.lastIndexOf("/") + 1)}`, ...args],
    env: inVenv(venv, Object.fromEntries(there)),
  };
}
