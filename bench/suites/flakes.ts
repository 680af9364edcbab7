/**
 * What testing flakes takes, parsed and evaluated for four systems, anew and
 * when nothing changed: those of `tests/flakes`, and a history of 170 commits
 * that is made for the purpose.
 *
 * The floor is as many bare `nix eval` of one small flake, for one system, as
 * there are revisions, in as many processes at a time as there are processors.
 *
 * @module
 */
import type { Figure, Suite, Variant } from "../../lib/bench/sampling/suite.ts";
import { nixConfig } from "../../lib/nix/nix_config.ts";
import { flake } from "../../tests/support/flakes/flake_repository.ts";
import { syntheticHistory } from "../../tests/support/flakes/synthetic_history.ts";
import type { WorkspaceCopy } from "../../lib/bench/places/workspace_copy.ts";
import { figureOf } from "../../lib/bench/places/figure_of.ts";
import { type Place, placesWith } from "../../lib/bench/places/places.ts";
import { tiny } from "../tiny.ts";
import { remove } from "../remove.ts";
import { timed } from "../../lib/bench/places/timed.ts";

/** As many as one of the histories from which the revisions come has. */
const COMMITS = 170;

const FLOOR = "bare nix eval";

const suite: Suite = {
  brief: "flakes parsed and evaluated, anew and unchanged, beside bare Nix",
  rounds: 5,
  async open(context, stack) {
    if (!await context.system.proc.has("nix")) {
      context.note("flakes are left out: nix is not on PATH");
      return [];
    }
    const places = await placesWith(
      "tasks/flakes/command.ts",
      { context, stack },
      tiny(),
    );
    const [first] = places;
    if (first === undefined) return [];
    const config = await prepareBare(first.workspace);
    const history = await syntheticHistory(first.workspace, COMMITS);
    const own = await countOf(first, []);
    const of = (
      title: string,
      args: string[],
      count: number,
      { isAnew, most }: { isAnew: boolean; most: number },
    ): Figure => {
      const floor: Variant = {
        name: FLOOR,
        kind: "floor",
        run: () => bare(first.workspace, config, count),
      };
      return figureOf(context, places, {
        title,
        run: async (place) => {
          if (isAnew) await forget(place);
          return await flakes(place, args);
        },
        beside: [floor],
        floor: FLOOR,
        budgets: [{ of: FLOOR, over: most }],
      });
    };
    const commits = ["--history", history];
    return [
      of(`${own} revisions, anew`, [], own, { isAnew: true, most: 1000 }),
      of(`${own} revisions, unchanged`, [], own, {
        isAnew: false,
        most: 200,
      }),
      of(`${COMMITS} commits, anew`, commits, COMMITS, {
        isAnew: true,
        most: 4000,
      }),
      of(`${COMMITS} commits, unchanged`, commits, COMMITS, {
        isAnew: false,
        most: 400,
      }),
    ];
  },
};
export default suite;

const EVALUATE = [
  "flakes",
  "--tier",
  "evaluate",
  "--nixpkgs",
  "host",
  "--json",
];

async function flakes(
  { workspace }: Place,
  args: readonly string[],
): Promise<number> {
  return await timed(() => workspace.run([...EVALUATE, ...args]));
}

async function countOf(
  { workspace }: Place,
  args: readonly string[],
): Promise<number> {
  const { stdout, stderr } = await workspace.run([...EVALUATE, ...args]);
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout).revisions.length;
}

/** Drops results, not the package set that was made ready. */
async function forget({ workspace }: Place): Promise<void> {
  for (const kind of ["looks", "evaluations"]) {
    await remove(workspace.path(".hearth/flakes", kind));
  }
}

/** Makes the small flake; returns the path of Nix's settings. */
async function prepareBare(workspace: WorkspaceCopy): Promise<string> {
  const config = `${workspace.home}/nix.conf`;
  await Deno.writeTextFile(config, nixConfig());
  await Deno.mkdir(`${workspace.home}/bare`);
  await Deno.writeTextFile(`${workspace.home}/bare/flake.nix`, flake());
  return config;
}

/** Bare Nix, once for each revision, on every processor. */
async function bare(
  workspace: WorkspaceCopy,
  config: string,
  revisions: number,
): Promise<number> {
  const fixture = workspace.path("nix/host-nixpkgs");
  const script = `seq ${revisions} | xargs -P ${navigator.hardwareConcurrency} \
    -I UNUSED nix eval --json path:${workspace.home}/bare#devShells \
    --no-write-lock-file --override-input nixpkgs path:${fixture} \
    --apply 'builtins.mapAttrs (a: builtins.mapAttrs (b: s: s.drvPath))'`;
  return await timed(() =>
    workspace.exec(["sh", "-c", script], {
      env: { NIX_USER_CONF_FILES: config },
    })
  );
}
