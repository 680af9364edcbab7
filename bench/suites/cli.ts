/**
 * What commands take that have nothing to do, or little.
 *
 * @module
 */
import type { Suite, Variant } from "../../lib/bench/sampling/suite.ts";
import type { TempWorkspace } from "../../tests/support/temp_workspace.ts";
import {
  countableTask,
  figureOf,
  type Place,
  placesOf,
} from "../in_subjects.ts";
import { timed } from "../timed.ts";

const INPUTS = ["requirements.txt", "requirements.lock"] as const;

const FLOOR = "empty program";

const suite: Suite = {
  brief: "commands that have nothing to do, over an empty Deno program",
  rounds: 30,
  async open(context, stack) {
    const places = await placesOf(context, stack);
    const known = new Map<TempWorkspace, Inputs[]>();
    for (const { workspace } of places) {
      known.set(workspace, await twoEnvironments(workspace));
    }
    const empty: Variant = {
      name: FLOOR,
      kind: "floor",
      run: () => timed(() => places[0].workspace.exec(EMPTY)),
    };
    const command = (
      title: string,
      args: string[],
      { over, deterministic = false }: {
        readonly over?: number;
        readonly deterministic?: boolean;
      } = {},
    ) =>
      figureOf(context, places, {
        title,
        run: ({ workspace }) => timed(() => workspace.run(args)),
        ...(deterministic && {
          countable: (place: Place) => countableTask(place, args),
        }),
        beside: [empty],
        floor: FLOOR,
        budgets: over === undefined ? [] : [{ of: FLOOR, over }],
        together: true,
      });
    return [
      // 25 ms where an empty program takes 11.5.
      command("--help", ["--help"], { over: 13.5, deterministic: true }),
      command("status", ["status"]),
      command("setup with nothing to do", ["setup"], {
        over: 30,
        deterministic: true,
      }),
      figureOf(context, places, {
        title: "setup, back to a known lock",
        prepare: ({ workspace }) =>
          goBack(workspace, known.get(workspace) ?? []),
        run: ({ workspace }) => timed(() => workspace.run(["setup"])),
        beside: [empty],
        floor: FLOOR,
        // 50 more than with nothing to do.
        budgets: [{ of: FLOOR, over: 80 }],
        together: true,
      }),
    ];
  },
};
export default suite;

const EMPTY = [Deno.execPath(), "run", "-A", "--no-prompt", "empty.ts"];

/** The text of the requirements and of the lock, by file. */
type Inputs = Readonly<Record<string, string>>;

/** Sets up, adds a package and sets up again; returns what belongs to each. */
async function twoEnvironments(workspace: TempWorkspace): Promise<Inputs[]> {
  const read = async (): Promise<Inputs> =>
    Object.fromEntries(
      await Promise.all(INPUTS.map(async (name) =>
        [name, await Deno.readTextFile(workspace.path(name))] as const
      )),
    );
  await workspace.write("empty.ts", "");
  await timed(() => workspace.run(["setup", "--locked"]));
  const first = await read();
  await timed(() => workspace.run(["setup", "--add", "iniconfig"]));
  return [first, await read()];
}

/** Puts the other known requirements and lock in place. */
async function goBack(
  workspace: TempWorkspace,
  known: Inputs[],
): Promise<void> {
  known.reverse();
  for (const [name, text] of Object.entries(known[0] ?? {})) {
    await workspace.write(name, text);
  }
}
