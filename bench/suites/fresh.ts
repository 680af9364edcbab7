/**
 * From a fresh clone until JupyterLab and the app answer, the packages of
 * Deno, npm and uv being in their caches: Hearth's one command, against
 * `uv pip sync` and the same programs by hand.
 *
 * @module
 */
import type { Suite, Variant } from "../../lib/bench/suite.ts";
import { ownPorts, type Program, programsOf } from "../bare_programs.ts";
import { startBare } from "../bare_run.ts";
import { syncCommand } from "../bare_uv.ts";
import { figureOf, type Place, placesOf } from "../in_subjects.ts";
import { remove } from "../remove.ts";
import { timed } from "../timed.ts";

const FLOOR = "uv sync, then start by hand";

const suite: Suite = {
  brief: "from a fresh clone until everything answers",
  rounds: 8,
  async open(context, stack) {
    const places = await placesOf(context, stack, { kind: "full" });
    const ports = ownPorts();
    const programs = await programsOf(places[0].workspace, ports);
    const venv = places[0].workspace.path("bare");
    const sync = await syncCommand(places[0].workspace, venv);
    const byHand: Variant = {
      name: FLOOR,
      kind: "floor",
      run: () => startByHand(places[0], sync, programs, venv),
    };
    return [
      figureOf(context, places, {
        title: "fresh clone → all answer",
        run: (place) => startFresh(place, ports),
        beside: [byHand],
        floor: FLOOR,
        budgets: [{ of: FLOOR, ratio: 1 }],
      }),
    ];
  },
};
export default suite;

/** Starts in a folder that looks as if it had just been cloned. */
async function startFresh(
  { workspace }: Place,
  ports: readonly string[],
): Promise<number> {
  await forgetEverything(workspace.root);
  // What Deno compiled belongs to the clone, what it downloaded does not.
  for await (const { name } of Deno.readDir(workspace.env.DENO_DIR ?? "")) {
    if (name !== "npm") await remove(`${workspace.env.DENO_DIR}/${name}`);
  }
  const start = ["start", "--no-open", ...ports];
  const took = await timed(() => workspace.run(start));
  await timed(() => workspace.run(["stop"]));
  return took;
}

async function startByHand(
  { workspace }: Place,
  sync: readonly string[],
  programs: readonly Program[],
  venv: string,
): Promise<number> {
  await forgetEverything(workspace.root);
  await remove(venv);
  await Deno.mkdir(workspace.path(".hearth/run/jupyter"), { recursive: true });
  const synced = await timed(() => workspace.exec(sync));
  await Deno.symlink(venv, workspace.path(".venv"));
  const launches = programs.map(({ command: [program = "", ...args], env }) => {
    // The same program of the venv that was just made.
    const name = program.slice(program.lastIndexOf("/") + 1);
    const path = env.PATH?.split(":").slice(1).join(":");
    return {
      command: [`${venv}/bin/${name}`, ...args],
      env: { ...env, PATH: `${venv}/bin:${path}`, VIRTUAL_ENV: venv },
      cwd: workspace.root,
    };
  });
  await using run = await startBare(launches, programs.map(({ url }) => url));
  await run.stop("everything");
  return synced + run.startMs;
}

/** Removes what setup and Python made in a checkout. */
async function forgetEverything(root: string): Promise<void> {
  await remove(`${root}/.venv`);
  await remove(`${root}/.hearth/venvs`);
  for (const folder of ["", "/app", "/lib/jupyter"]) {
    await remove(`${root}${folder}/__pycache__`);
  }
}
