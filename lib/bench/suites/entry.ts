/**
 * Entering a workspace while nothing has changed: what a user waits for each
 * time.
 *
 * @module
 */
import type { Suite } from "../sampling/suite.ts";
import { placesOf } from "../places/places.ts";
import { timed } from "../places/timed.ts";
import { enterFigure, openFigures } from "./entering.ts";

const suite: Suite = {
  brief: "entering the workspace while nothing has changed",
  rounds: 20,
  async open(context, stack) {
    const { system, note } = context;
    const places = await placesOf(context, stack);
    const hasNix = await system.proc.has("nix");
    for (const { workspace } of places) {
      await timed(() => workspace.run(["setup"]));
      if (await system.fs.stat(workspace.path("flake.nix")) === undefined) {
        continue;
      }
      // Entering then finds the flake's environment in the cache.
      if (hasNix) await timed(() => workspace.run(["shell", "--", "true"]));
      else note("the flake's environment is left out: nix is not on PATH");
    }
    return [
      enterFigure(context, places, { title: "enter and run true" }),
      ...await openFigures(context, places),
    ];
  },
};
export default suite;
