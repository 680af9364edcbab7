/**
 * Running a command in the workspace's environment, from its cache.
 *
 * @module
 */
import { join } from "node:path";
import type {
  Figure,
  Suite,
  SuiteContext,
  Variant,
} from "../../lib/bench/sampling/suite.ts";
import { hostNixpkgs } from "../../lib/nix/host_nixpkgs.ts";
import { nixConfig } from "../../lib/nix/nix_config.ts";
import { denoSystem } from "../../lib/system/deno.ts";
import { CHECKOUT } from "../../tests/support/checkout.ts";
import { lockTo } from "../../tests/support/nix_workspace.ts";
import { programOf } from "../../tests/support/requires.ts";
import type { TempWorkspace } from "../../tests/support/temp_workspace.ts";
import { environmentTools } from "../environment_tools.ts";
import { countableEntry, figureOf, placesWith } from "../in_subjects.ts";
import { repeated } from "../repeated.ts";
import { timed } from "../timed.ts";

const FLOOR = "bash alone";

const suite: Suite = {
  brief: "a command in the environment, against direnv, mise and nix develop",
  rounds: 20,
  async open(context, stack) {
    const figures = [
      ...await withoutNix(context, stack),
      ...await withNix(context, stack),
    ];
    return figures;
  },
};
export default suite;

async function withoutNix(
  context: SuiteContext,
  stack: AsyncDisposableStack,
): Promise<Figure[]> {
  const places = await placesWith("nix/enter.bash", context, stack);
  const [first] = places;
  if (first === undefined) return [];
  for (const { workspace } of places) {
    await timed(() => workspace.run(["setup", "--locked"]));
  }
  const { workspace } = first;
  const tools = context.compared
    ? await environmentTools(workspace, context.note)
    : [];
  return [figureOf(context, places, {
    title: "enter and run true",
    run: ({ workspace }) => entered(workspace),
    countable: (place) => countableEntry(place, ["true"]),
    beside: [
      bash(workspace),
      ...tools.map(({ name, command, cwd }): Variant => ({
        name,
        kind: "rival",
        run: () => repeated(workspace, command, { cwd, times: 5 }),
      })),
      asTask(workspace),
    ],
    floor: FLOOR,
    budgets: [{ of: FLOOR, over: 5, variant: first.subject.name }],
    together: true,
  })];
}

/** The environment of the flake, over the nixpkgs of this machine's programs. */
async function withNix(
  context: SuiteContext,
  stack: AsyncDisposableStack,
): Promise<Figure[]> {
  if (programOf("nix") === undefined) {
    context.note("the flake's environment is left out: nix is not on PATH");
    return [];
  }
  const places = await placesWith("nix/enter.bash", context, stack, {
    flake: true,
    git: true,
  });
  const [first] = places;
  if (first === undefined) return [];
  for (const { workspace } of places) {
    const env = nixEnvironment(workspace);
    await Deno.writeTextFile(env.NIX_USER_CONF_FILES, nixConfig());
    const { inputs } = await hostNixpkgs(denoSystem(), {
      source: join(CHECKOUT, "nix", "host-nixpkgs"),
      cache: join(workspace.home, "nixpkgs"),
      env: { ...workspace.env, ...env },
    });
    await lockTo(workspace, inputs.nixpkgs);
    await timed(() => workspace.exec(["git", "add", "--all"]));
    await timed(() => workspace.run(["setup", "--locked"], { env }));
    await timed(() => workspace.run(["shell", "--", "true"], { env }));
  }
  const { workspace } = first;
  const env = nixEnvironment(workspace);
  return [figureOf(context, places, {
    title: "enter the flake's environment and run true",
    run: ({ workspace }) => entered(workspace, nixEnvironment(workspace)),
    countable: (place) =>
      countableEntry(place, ["true"], nixEnvironment(place.workspace)),
    beside: [
      bash(workspace),
      {
        name: "nix develop .#quiet -c true",
        kind: "rival",
        run: () => repeated(workspace, DEVELOP, { env, times: 3 }),
      },
      asTask(workspace, env),
    ],
    floor: FLOOR,
    budgets: [{ of: FLOOR, over: 5, variant: first.subject.name }],
    together: true,
  })];
}

const DEVELOP = ["nix", "develop", ".#quiet", "-c", "true"];

type Variables = Readonly<Record<string, string>>;

function nixEnvironment(
  { home }: TempWorkspace,
): { NIX_USER_CONF_FILES: string } {
  return { NIX_USER_CONF_FILES: join(home, "nix.conf") };
}

function entered(
  workspace: TempWorkspace,
  env: Variables = {},
): Promise<number> {
  const enter = workspace.path(".hearth", "enter");
  return repeated(workspace, [enter, "true"], { env });
}

function bash(workspace: TempWorkspace): Variant {
  const command = ["bash", "--norc", "-c", "true"];
  return {
    name: FLOOR,
    kind: "floor",
    run: () => repeated(workspace, command),
  };
}

function asTask(workspace: TempWorkspace, env: Variables = {}): Variant {
  const task = [Deno.execPath(), "task", "--quiet", "shell", "--", "true"];
  return {
    name: "deno task shell -- true",
    kind: "hearth",
    run: () => repeated(workspace, task, { env, times: 3 }),
  };
}
