/**
 * Entering one shell of a revision in one way, confined.
 *
 * @module
 */
import { platformOf } from "../../../machine/platform.ts";
import { basename, join } from "../../../core/files/posix_path.ts";
import type { System } from "../../../system/mod.ts";
import type { ShellRun } from "../../result.ts";
import { buildersArguments } from "../../../nix/builders_arguments.ts";
import { buildShell } from "./build_shell.ts";
import { findSandbox } from "../sandbox.ts";
import type { EntryWay } from "./entry_way.ts";
import { preludeFor } from "../stubs/prelude.ts";
import { runSandboxed } from "../run_sandboxed.ts";
import { runsHere } from "../runs_here.ts";
import type { Entry } from "../scenario/scenario.ts";
import { ROOM, sealedShell } from "./sealed_shell.ts";
import { makeStage, nixDatabase } from "./shell_stage.ts";
import { stubsFor } from "../stubs/stubs.ts";
import { findUserNetwork } from "../user_network.ts";
import { zshCommand } from "./zsh_shell.ts";

/** Where a project's scratch copy is, inside. */
export function scratchDir({ projectDir, dir }: ShellRun): string {
  return join(ROOM, "home", basename(projectDir), dir);
}

/**
 * Enters the shell, does the steps and leaves nothing behind.
 *
 * @param timeout seconds for all of it
 */
export async function enterShell(
  system: System,
  { run, way }: { readonly run: ShellRun; readonly way: EntryWay },
  timeout: number = run.timeout,
): Promise<Entry> {
  const { clock } = system;
  const begun = clock.elapsed();
  const left = (): number =>
    Math.max(timeout * 1000 - (clock.elapsed() - begun), 0);
  const sandbox = await findSandbox(system);
  if (typeof sandbox === "string") return { skipped: sandbox };
  await using stage = await makeStage(system, run.projectDir, way);
  const env = {
    ...run.nix.env,
    ...(way.allowUnfree === true && { NIXPKGS_ALLOW_UNFREE: "1" }),
  };
  const dir = run.dir === "" ? "" : `?dir=${encodeURIComponent(run.dir)}`;
  const target = [
    ...run.nix.args,
    ...(way.impure === true ? ["--impure"] : []),
    `path:${encodeURI(stage.source)}${dir}#${run.attribute}`,
  ];
  const builders = buildersArguments(run.nix.builders);
  const built = await buildShell(system, [...target, ...builders], {
    env,
    timeout: left() / 1000,
    signal: run.signal,
  });
  if (!("environment" in built)) return built;
  if (
    run.system !== platformOf(system) &&
    !await runsHere(system, built.environment)
  ) {
    return { skipped: `it was built, but only runs on ${run.system}` };
  }
  const command = way.command ?? [];
  const network = way.network === false
    ? undefined
    : await findUserNetwork(system);
  return await runSandboxed(system, {
    kit: run.kit,
    sandbox,
    stage: stage.dir,
    nixDatabase: await nixDatabase(system, env),
    prelude: preludeFor(stage.source, run, way),
    stubs: stubsFor({
      system: run.system,
      emulated: run.system !== platformOf(system),
      nvidiaSmi: way.nvidiaSmi ?? false,
    }),
    bringNetwork: network,
    signal: run.signal,
    scenario: {
      command: way.shell === "zsh"
        ? await zshCommand(system, {
          stage: stage.dir,
          environment: built.environment,
        })
        : [
          "nix",
          "develop",
          ...target,
          ...(command.length > 0 ? ["--command", ...command] : []),
        ],
      cwd: scratchDir(run),
      env: sealedShell(env, way.env),
      steps: way.steps,
      limit: left(),
    },
  });
}
