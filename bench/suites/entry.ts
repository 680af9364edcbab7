/**
 * What the hook adds to a shell that is entered while nothing has changed.
 *
 * @module
 */
import type { Figure, Suite, Variant } from "../../lib/bench/sampling/suite.ts";
import { countableIn } from "../../lib/bench/counting/countable.ts";
import { figureOf } from "../../lib/bench/places/figure_of.ts";
import { type Place, placesOf } from "../../lib/bench/places/places.ts";
import {
  repeated,
  repeatedOnTerminal,
} from "../../lib/bench/places/repeated.ts";
import { timed } from "../../lib/bench/places/timed.ts";
import { BASH_ALONE, openFigures } from "../../lib/bench/suites/entering.ts";
import { bashFlakes } from "../bash_flakes.ts";

/** Sources the hook, as the flake's shells do. */
const HOOK = '. "$0"';

const BARE = ["bash", "--norc", "-c", ":"];

const suite: Suite = {
  brief: "what the hook adds to a shell while nothing has changed",
  rounds: 20,
  async open(context, stack) {
    const { system, note, compared } = context;
    const places = await placesOf(context, stack);
    for (const { workspace } of places) {
      await timed(() => workspace.run(["setup", "--locked"]));
    }
    const [{ workspace: first }] = places;
    const plain: Variant = {
      name: BASH_ALONE,
      kind: "floor",
      run: () => repeated(first, BARE),
    };
    const hook = ({ workspace }: Place): Promise<number> =>
      repeated(workspace, hookIn(workspace.kit));
    const figures: Figure[] = [figureOf(context, places, {
      title: "hook without a terminal",
      run: hook,
      countable: (place) => countableIn(place, hookIn(place.workspace.kit)),
      beside: [plain],
      floor: BASH_ALONE,
      budgets: [{ of: BASH_ALONE, over: 1.2 }],
      together: true,
    })];
    if (await system.proc.has("script")) {
      figures.push(figureOf(context, places, {
        title: "hook on a terminal, with its banner",
        // What is known of the machine and of Ollama is fresh.
        prepare: async ({ workspace }) =>
          void await timed(() => workspace.run(["shell", "--look"])),
        run: ({ workspace }) =>
          repeatedOnTerminal(system, workspace, {
            command: hookIn(workspace.kit),
            env: { HEARTH_BANNER: "1", TERM: "xterm" },
          }),
        beside: [{
          ...plain,
          run: () => repeatedOnTerminal(system, first, { command: BARE }),
        }],
        floor: BASH_ALONE,
        budgets: [{ of: BASH_ALONE, over: 30 }],
        together: true,
      }));
    } else note("terminals are left out: script is not on PATH");
    figures.push(...await openFigures(context, places));
    const flakes = compared ? await bashFlakes(first, note) : [];
    if (flakes.length > 0) {
      figures.push(figureOf(context, places, {
        title: "hook beside flakes all in bash",
        rounds: 8,
        run: hook,
        beside: [
          plain,
          ...flakes.map(({ name, enter }): Variant => ({
            name,
            kind: "bash",
            run: enter,
          })),
        ],
        floor: BASH_ALONE,
      }));
    }
    return figures;
  },
};
export default suite;

function hookIn(kit: string): string[] {
  return ["bash", "--norc", "-c", HOOK, `${kit}/nix/hook.bash`];
}
