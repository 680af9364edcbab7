/**
 * From a fresh clone until JupyterLab and the app answer, the packages of
 * Deno, npm and uv being in their caches: Hearth's one command, against
 * `uv pip sync` and the same programs by hand.
 *
 * Every round has a clone of its own, and all of them stay until the end: some
 * file systems (ext4) are slow for a while where a venv was just removed, and
 * not equally so for the next two.
 *
 * @module
 */
import { dirname } from "node:path";
import type { Suite, Variant } from "../../lib/bench/sampling/suite.ts";
import {
  type TempWorkspace,
  tempWorkspace,
} from "../../tests/support/temp_workspace.ts";
import {
  environmentOf,
  ownPorts,
  type Program,
  programsOf,
} from "../bare_programs.ts";
import { startBare } from "../bare_run.ts";
import { interpreterOf, syncCommand } from "../bare_uv.ts";
import { figureOf, placesOf } from "../in_subjects.ts";
import { timed } from "../timed.ts";

const FLOOR = "uv sync, then start by hand";

const suite: Suite = {
  brief: "from a fresh clone until everything answers",
  rounds: 8,
  async open(context, stack) {
    const places = await placesOf(context, stack, { kind: "full" });
    const ports = ownPorts();
    const [{ workspace: seen }] = places;
    const programs = await programsOf(seen, ports);
    const python = await interpreterOf(seen);
    const clone = async (from: string): Promise<TempWorkspace> =>
      stack.use(await tempWorkspace({ kind: "full", from }));
    const byHand: Variant = {
      name: FLOOR,
      kind: "floor",
      run: async () => {
        const workspace = await clone(places[0].subject.root);
        const there = programs.map((program) =>
          moved(program, seen, workspace)
        );
        return await startByHand(workspace, python, there);
      },
    };
    return [
      figureOf(context, places, {
        title: "fresh clone → all answer",
        run: async ({ subject }) => {
          const workspace = await clone(subject.root);
          const start = ["start", "--no-open", ...ports];
          const took = await timed(() => workspace.run(start));
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
  workspace: TempWorkspace,
  python: string,
  programs: readonly Program[],
): Promise<number> {
  const sync = await syncCommand(workspace, python, workspace.path(".venv"));
  await Deno.mkdir(workspace.path(".hearth/run/jupyter"), { recursive: true });
  const synced = await timed(() => workspace.exec(sync));
  await using run = await startBare(
    programs.map((program) => ({ ...program, cwd: workspace.root })),
    programs.map(({ url }) => url),
  );
  await run.stop("everything");
  return synced + run.startMs;
}

/** The same program in another workspace, of the `.venv` there. */
function moved(
  { command: [path = "", ...args], env, ...program }: Program,
  from: TempWorkspace,
  to: TempWorkspace,
): Program {
  const venv = to.path(".venv");
  const there = Object.entries(env).map(([name, value]) => [
    name,
    value.replaceAll(dirname(from.root), dirname(to.root)),
  ]);
  return {
    ...program,
    command: [`${venv}/bin/${path.slice(path.lastIndexOf("/") + 1)}`, ...args],
    env: environmentOf(venv, Object.fromEntries(there)),
  };
}
