/**
 * What the hook adds to a shell that is entered while nothing has changed.
 *
 * @module
 */
import type {
  Figure,
  Suite,
  SuiteContext,
  Variant,
} from "../../lib/bench/sampling/suite.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import type { TempWorkspace } from "../../tests/support/temp_workspace.ts";
import { bashFlakes } from "../bash_flakes.ts";
import {
  countableEntry,
  countableIn,
  figureOf,
  type Place,
  placesWith,
} from "../in_subjects.ts";
import { repeated, repeatedOnTerminal } from "../repeated.ts";
import { timed } from "../timed.ts";

const FLOOR = "bash alone";

const SHELLS = ["bash", "zsh", "fish"] as const;

/** Sources the hook, as the flake's shells do. */
const HOOK = '. "$0"';

const suite: Suite = {
  brief: "what the hook adds to a shell while nothing has changed",
  rounds: 20,
  async open(context, stack) {
    const places = await placesWith("nix/hook.bash", context, stack, {
      kind: "full",
    });
    for (const { workspace } of places) {
      await timed(() => workspace.run(["setup", "--locked"]));
    }
    const [first] = places;
    const figures: Figure[] = [];
    if (first !== undefined) {
      const plain = bare(first.workspace, repeated);
      const flakes = context.compared
        ? await bashFlakes(first.workspace, context.note)
        : [];
      figures.push(figureOf(context, places, {
        title: "hook without a terminal",
        run: ({ workspace }) => repeated(workspace, hookIn(workspace)),
        countable: (place) => countableIn(place, hookIn(place.workspace)),
        beside: [plain],
        floor: FLOOR,
        budgets: [{ of: FLOOR, over: 2 }],
        together: true,
      }));
      if (await denoSystem().proc.has("script")) {
        figures.push(figureOf(context, places, {
          title: "hook on a terminal, with its banner",
          prepare: look,
          run: onTerminal,
          beside: [bare(first.workspace, repeatedOnTerminal)],
          floor: FLOOR,
          budgets: [{ of: FLOOR, over: 30 }],
          together: true,
        }));
      } else context.note("terminals are left out: script is not on PATH");
      for (const shell of SHELLS) {
        if (await denoSystem().proc.has(shell)) {
          figures.push(opened(shell, context, places));
        } else context.note(`${shell} is left out: it is not on PATH`);
      }
      if (flakes.length > 0) {
        figures.push(figureOf(context, places, {
          title: "hook beside flakes all in bash",
          rounds: 8,
          run: ({ workspace }) => repeated(workspace, hookIn(workspace)),
          beside: [
            plain,
            ...flakes.map(({ name, enter }): Variant => ({
              name,
              kind: "bash",
              run: enter,
            })),
          ],
          floor: FLOOR,
        }));
      }
    }
    return figures;
  },
};
export default suite;

/** The user's shell as `.hearth/enter` opens it; it ends at once. */
function opened(
  shell: string,
  context: SuiteContext,
  places: readonly Place[],
): Figure {
  const env = { HEARTH_SHELL: shell, HEARTH_QUIET: "1" };
  const enter = ({ workspace }: Place) => [workspace.path(".hearth", "enter")];
  return figureOf(context, places, {
    title: `${shell}, opened by .hearth/enter`,
    run: (place) => timed(() => place.workspace.exec(enter(place), { env })),
    countable: (place) => countableEntry(place, [], env),
    beside: places.slice(0, 1).map(({ workspace }) => ({
      name: `${shell} alone`,
      kind: "floor",
      run: () => timed(() => workspace.exec([shell, "-i"])),
    })),
    floor: `${shell} alone`,
    together: true,
  });
}

function bare(workspace: TempWorkspace, run: typeof repeated): Variant {
  return {
    name: FLOOR,
    kind: "floor",
    run: () => run(workspace, ["bash", "--norc", "-c", ":"]),
  };
}

function hookIn(workspace: TempWorkspace): string[] {
  return ["bash", "--norc", "-c", HOOK, workspace.path("nix", "hook.bash")];
}

/** What is known of the machine and of Ollama is fresh, as after an entry. */
async function look({ workspace }: Place): Promise<void> {
  await timed(() => workspace.run(["shell", "--look"]));
}

async function onTerminal({ workspace }: Place): Promise<number> {
  return await repeatedOnTerminal(workspace, hookIn(workspace), {
    env: { HEARTH_BANNER: "1", TERM: "xterm" },
  });
}
