/**
 * Bringing `.venv` up to date: when it already is, and from nothing.
 *
 * @module
 */
import type { Suite } from "../sampling/suite.ts";
import { aloneCommand } from "../counting/alone_command.ts";
import { countableTask } from "../counting/countable.ts";
import { EMPTY_PROGRAM, emptyProgram } from "../places/empty_program.ts";
import { figureOf } from "../places/figure_of.ts";
import { type Place, placesOf } from "../places/places.ts";
import { timed } from "../places/timed.ts";

const SETUP = ["setup"];

const suite: Suite = {
  brief: "setup with nothing to do, and with .venv removed",
  rounds: 20,
  async open(context, stack) {
    const { fs } = context.system;
    const places = await placesOf(context, stack);
    for (const { workspace } of places) {
      // Whatever it has to lock, download or compile, it does now.
      await timed(() => workspace.run(SETUP));
    }
    const alone = await aloneCommand(context.system);
    const setup = ({ workspace }: Place): Promise<number> =>
      timed(() => workspace.run(SETUP));
    return [
      figureOf(context, places, {
        title: "setup with nothing to do",
        run: setup,
        ...(alone && {
          countable: (place: Place) => countableTask(place, SETUP, alone),
        }),
        beside: [await emptyProgram(context.system, places[0].workspace)],
        floor: EMPTY_PROGRAM,
        together: true,
      }),
      figureOf(context, places, {
        title: "setup without .venv, packages in uv's cache",
        rounds: 5,
        async prepare({ workspace }) {
          await fs.remove(workspace.path(".venv"));
          await fs.remove(workspace.path(".hearth", "venvs"));
        },
        run: setup,
        together: true,
      }),
    ];
  },
};
export default suite;
