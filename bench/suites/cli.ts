/**
 * What commands take that have nothing to do, or little.
 *
 * @module
 */
import type { Budget, Suite } from "../../lib/bench/sampling/suite.ts";
import { aloneCommand } from "../../lib/bench/counting/alone_command.ts";
import { countableTask } from "../../lib/bench/counting/countable.ts";
import {
  EMPTY_PROGRAM,
  emptyProgram,
} from "../../lib/bench/places/empty_program.ts";
import { figureOf } from "../../lib/bench/places/figure_of.ts";
import { type Place, placesOf } from "../../lib/bench/places/places.ts";
import { timed } from "../../lib/bench/places/timed.ts";
import type { WorkspaceCopy } from "../../lib/bench/places/workspace_copy.ts";
import { tiny } from "../tiny.ts";

const INPUTS = ["requirements.txt", "requirements.lock"] as const;

/** Ratios, because they hold on slower machines too. */
const budget = (ratio: number): Budget[] => [{ of: EMPTY_PROGRAM, ratio }];

const suite: Suite = {
  brief: "commands that have nothing to do, over an empty Deno program",
  rounds: 30,
  async open(context, stack) {
    const places = await placesOf(context, stack, tiny());
    const known = new Map<WorkspaceCopy, Inputs[]>();
    for (const { workspace } of places) {
      known.set(workspace, await twoEnvironments(workspace));
    }
    const empty = await emptyProgram(context.system, places[0].workspace);
    const alone = await aloneCommand(context.system);
    const shared = { beside: [empty], floor: EMPTY_PROGRAM, together: true };
    const command = (title: string, args: string[], budgets: Budget[]) =>
      figureOf(context, places, {
        title,
        run: ({ workspace }) => timed(() => workspace.run(args)),
        ...(alone && {
          countable: (place: Place) => countableTask(place, args, alone),
        }),
        ...shared,
        budgets,
      });
    return [
      // 25 ms where an empty program takes 11.5.
      command("--help", ["--help"], budget(2.2)),
      // 14 ms and 16 ms more than the 16.2 of an empty program.
      command("status", ["status"], budget(1.87)),
      command("setup with nothing to do", ["setup"], budget(2)),
      figureOf(context, places, {
        title: "setup, back to a known lock",
        prepare: ({ workspace }) =>
          goBack(workspace, known.get(workspace) ?? []),
        run: ({ workspace }) => timed(() => workspace.run(["setup"])),
        ...shared,
        // 50 ms more than with nothing to do.
        budgets: budget(5),
      }),
    ];
  },
};
export default suite;

/** The text of the requirements and of the lock, by file. */
type Inputs = Readonly<Record<string, string>>;

/** Sets up, adds a package and sets up again; returns what belongs to each. */
async function twoEnvironments(workspace: WorkspaceCopy): Promise<Inputs[]> {
  const read = async (): Promise<Inputs> =>
    Object.fromEntries(
      await Promise.all(INPUTS.map(async (name) =>
        [name, await Deno.readTextFile(workspace.path(name))] as const
      )),
    );
  await timed(() => workspace.run(["setup", "--locked"]));
  const first = await read();
  await timed(() => workspace.run(["setup", "--add", "iniconfig"]));
  return [first, await read()];
}

/** Puts the other known requirements and lock in place. */
async function goBack(
  workspace: WorkspaceCopy,
  known: Inputs[],
): Promise<void> {
  known.reverse();
  for (const [name, text] of Object.entries(known[0] ?? {})) {
    await workspace.write(name, text);
  }
}
