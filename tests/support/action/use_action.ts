/**
 * The Action in a temp workspace, used as a workflow would.
 *
 * @module
 */
import { join } from "node:path";
import {
  type ActionOptions,
  type ActionResult,
  runAction,
} from "./composite_action.ts";
import type { TempWorkspace } from "../workspaces/temp_workspace.ts";

/** The event of pull request 7, which builds on a commit. */
export function pullRequest(sha: string): unknown {
  return { "pull_request": { number: 7, base: { sha } } };
}

/** Uses the Action that is in a temp workspace, with `programs` on PATH. */
export async function useAction(
  workspace: TempWorkspace,
  inputs: Readonly<Record<string, string>>,
  { programs = {}, ...options }: Partial<ActionOptions> & {
    /** Where they are, by name. @default {Deno alone} */
    readonly programs?: Readonly<Record<string, string>>;
  } = {},
): Promise<ActionResult> {
  const temp = await Deno.makeTempDir({ dir: workspace.env.TMPDIR ?? "/tmp" });
  const bin = join(temp, "bin");
  await Deno.mkdir(bin);
  for (
    const [name, path] of Object.entries({ deno: Deno.execPath(), ...programs })
  ) {
    if (path !== "") await Deno.symlink(path, join(bin, name));
  }
  return await runAction({
    action: workspace.root,
    workspace: workspace.root,
    inputs,
    temp,
    ...options,
    env: { ...workspace.env, PATH: `${bin}:${workspace.env.PATH}` },
  });
}
