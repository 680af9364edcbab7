/**
 * How long it takes to fill `.venv` from the lock, against `uv venv` and
 * `uv pip sync` by themselves, for the same Python.
 *
 * With a warm cache uv only links what it has; with a cold one it downloads
 * and unpacks everything.
 *
 * @module
 */
import type { Suite, Variant } from "../../lib/bench/sampling/suite.ts";
import { interpreterOf, syncCommand } from "../bare_uv.ts";
import { figureOf } from "../../lib/bench/places/figure_of.ts";
import { type Place, placesOf } from "../../lib/bench/places/places.ts";
import { remove } from "../remove.ts";
import { timed } from "../../lib/bench/places/timed.ts";

const FLOOR = "bare uv";
const BUDGETS = [{ of: FLOOR, ratio: 1.15 }];

const suite: Suite = {
  brief: ".venv from the lock, with uv's cache warm and cold",
  rounds: 10,
  async open(context, stack) {
    const places = await placesOf(context, stack);
    for (const place of places) await hydrate(place);
    const { workspace } = places[0];
    const env = environmentOf(places[0]);
    const bare = workspace.path("bare");
    const python = await interpreterOf(workspace);
    const sync = await syncCommand(workspace, { python, venv: bare });
    const floor: Variant = {
      name: FLOOR,
      kind: "floor",
      run: async () => {
        await remove(bare);
        return await timed(() => workspace.exec(sync, { env }));
      },
    };
    const cold = async (
      place: Place,
      run: () => Promise<number>,
    ): Promise<number> => {
      await remove(environmentOf(place).UV_CACHE_DIR);
      return await run();
    };
    return [
      figureOf(context, places, {
        title: "hydrate, uv's cache warm",
        run: hydrate,
        beside: [floor],
        floor: FLOOR,
        budgets: BUDGETS,
      }),
      figureOf(context, places, {
        title: "hydrate, uv's cache cold",
        rounds: 5,
        run: (place) => cold(place, () => hydrate(place)),
        beside: [{ ...floor, run: () => cold(places[0], floor.run) }],
        floor: FLOOR,
        budgets: BUDGETS,
      }),
    ];
  },
};
export default suite;

/** An active environment's settings are no part of the comparison. */
function environmentOf(
  { workspace }: Place,
): { PIP_FIND_LINKS: string; UV_CACHE_DIR: string } {
  return { PIP_FIND_LINKS: "", UV_CACHE_DIR: `${workspace.home}/uv` };
}

async function hydrate(place: Place): Promise<number> {
  const { workspace } = place;
  const env = environmentOf(place);
  await remove(workspace.path(".hearth", "venvs"));
  await remove(workspace.path(".venv"));
  return await timed(() => workspace.run(["setup", "--locked"], { env }));
}
