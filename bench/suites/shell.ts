/**
 * Running a command in the workspace's environment, from its cache.
 *
 * @module
 */
import type { Figure, Suite } from "../../lib/bench/suite.ts";
import { environmentTools } from "../environment_tools.ts";
import { figureOf, placesWith } from "../in_subjects.ts";
import { repeated } from "../repeated.ts";
import { timed } from "../timed.ts";

const FLOOR = "bash alone";

const suite: Suite = {
  brief: "a command in the environment, against direnv, nix-direnv and mise",
  rounds: 20,
  async open(context) {
    await using stack = new AsyncDisposableStack();
    const places = await placesWith("nix/enter.bash", context, stack, {
      kind: "full",
    });
    for (const { workspace } of places) {
      await timed(() => workspace.run(["setup", "--locked"]));
    }
    const [first] = places;
    const figures: Figure[] = [];
    if (first !== undefined) {
      const { workspace } = first;
      const tools = context.compared
        ? await environmentTools(workspace, context.note)
        : [];
      figures.push(figureOf(context, places, {
        title: "enter and run true",
        run: ({ workspace }) =>
          repeated(workspace, [workspace.path(".hearth", "enter"), "true"]),
        beside: [
          {
            name: FLOOR,
            kind: "floor",
            run: () => repeated(workspace, ["bash", "--norc", "-c", "true"]),
          },
          ...tools.map(({ name, command, cwd }) => ({
            name,
            kind: "rival" as const,
            run: () => repeated(workspace, command, { cwd, times: 5 }),
          })),
          {
            name: "deno task shell -- true",
            kind: "hearth",
            run: () =>
              repeated(workspace, [
                ...[Deno.execPath(), "task", "--quiet", "shell", "--", "true"],
              ], { times: 3 }),
          },
        ],
        floor: FLOOR,
        budgets: [{ of: FLOOR, over: 5, variant: first.subject.name }],
      }));
    }
    const kept = stack.move();
    return {
      figures,
      [Symbol.asyncDispose]: () => kept.disposeAsync(),
    };
  },
};
export default suite;
