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
import { placesWith } from "../../lib/bench/places/places.ts";
import { repeated } from "../../lib/bench/places/repeated.ts";
import { timed } from "../../lib/bench/places/timed.ts";
import type { WorkspaceCopy } from "../../lib/bench/places/workspace_copy.ts";
import { BASH_ALONE, enterFigure } from "../../lib/bench/suites/entering.ts";
import { hostNixpkgs } from "../../lib/nix/host_nixpkgs.ts";
import { nixConfig } from "../../lib/nix/nix_config.ts";
import { lockTo } from "../../tests/support/flakes/nix_workspace.ts";
import { environmentTools } from "../environment_tools.ts";
import { tiny } from "../tiny.ts";

const suite: Suite = {
  brief: "a command in the environment, against direnv, mise and nix develop",
  rounds: 20,
  open: async (context, stack) => [
    ...await withoutNix(context, stack),
    ...await withNix(context, stack),
  ],
};
export default suite;

async function withoutNix(
  context: SuiteContext,
  stack: AsyncDisposableStack,
): Promise<Figure[]> {
  const [first, ...more] = await placesWith(
    "nix/enter.bash",
    { context, stack },
    tiny(),
  );
  if (first === undefined) return [];
  for (const { workspace } of [first, ...more]) {
    await timed(() => workspace.run(["setup", "--locked"]));
  }
  const { workspace } = first;
  const tools = context.compared
    ? await environmentTools(workspace, context.note)
    : [];
  return [enterFigure(context, [first, ...more], {
    title: "enter and run true",
    budgets: [{ of: BASH_ALONE, over: 2, variant: first.subject.name }],
    rivals: [
      ...tools.map(({ name, command, cwd }): Variant => ({
        name,
        kind: "rival",
        run: () => repeated(workspace, command, { cwd, times: 5 }),
      })),
      asTask(workspace),
    ],
  })];
}

/** The environment of the flake, over the nixpkgs of this machine's programs. */
async function withNix(
  context: SuiteContext,
  stack: AsyncDisposableStack,
): Promise<Figure[]> {
  const { system } = context;
  if (!await system.proc.has("nix")) {
    context.note("the flake's environment is left out: nix is not on PATH");
    return [];
  }
  const [first, ...more] = await placesWith(
    "flake.lock",
    { context, stack },
    tiny({ flake: true }),
  );
  if (first === undefined) return [];
  for (const { workspace } of [first, ...more]) {
    const env = nixEnvironment(workspace);
    await Deno.writeTextFile(env.NIX_USER_CONF_FILES, nixConfig());
    const { inputs } = await hostNixpkgs(system, {
      source: workspace.path("nix", "host-nixpkgs"),
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
  return [enterFigure(context, [first, ...more], {
    title: "enter the flake's environment and run true",
    env: nixEnvironment,
    budgets: [{ of: BASH_ALONE, over: 2, variant: first.subject.name }],
    rivals: [
      {
        name: "nix develop .#quiet -c true",
        kind: "rival",
        run: () => repeated(workspace, DEVELOP, { env, times: 3 }),
      },
      asTask(workspace, env),
    ],
  })];
}

const DEVELOP = ["nix", "develop", ".#quiet", "-c", "true"];

type Variables = Readonly<Record<string, string>>;

function nixEnvironment(
  { home }: WorkspaceCopy,
): { NIX_USER_CONF_FILES: string } {
  return { NIX_USER_CONF_FILES: join(home, "nix.conf") };
}

function asTask(workspace: WorkspaceCopy, env: Variables = {}): Variant {
  const task = [Deno.execPath(), "task", "--quiet", "shell", "--", "true"];
  return {
    name: "deno task shell -- true",
    kind: "hearth",
    run: () => repeated(workspace, task, { env, times: 3 }),
  };
}
