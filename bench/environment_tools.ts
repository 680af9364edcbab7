/**
 * Tools that enter a project's environment for other people, as far as they
 * are on PATH, each told to do what entering Hearth's does: make `.venv` the
 * active one.
 *
 * @module
 */
import { denoSystem } from "../lib/system/deno.ts";
import type { WorkspaceCopy } from "../lib/bench/places/workspace_copy.ts";
import { timed } from "../lib/bench/places/timed.ts";

/** One way to run a command in the environment. */
export interface EnvironmentTool {
  readonly name: string;
  readonly command: readonly string[];
  readonly cwd: string;
}

/** Prepares those that are here. */
export async function environmentTools(
  workspace: WorkspaceCopy,
  note: (message: string) => void,
): Promise<EnvironmentTool[]> {
  const { proc } = denoSystem();
  const venv = workspace.path(".venv");
  const tools: EnvironmentTool[] = [];
  const prepare = async (
    name: string,
    files: Readonly<Record<string, string>>,
    trust: readonly string[],
    enter: readonly string[],
  ): Promise<void> => {
    const dir = `tools/${name.replaceAll(" ", "-")}`;
    for (const [file, text] of Object.entries(files)) {
      await workspace.write(`${dir}/${file}`, text);
    }
    const cwd = workspace.path(dir);
    await timed(() => workspace.exec(trust, { cwd }));
    tools.push({ name, command: [...enter, "true"], cwd });
  };

  if (await proc.has("direnv")) {
    await prepare(
      "direnv",
      { ".envrc": `export VIRTUAL_ENV="${venv}"\nPATH_add "${venv}/bin"\n` },
      ["direnv", "allow"],
      ["direnv", "exec", "."],
    );
  } else note("direnv is left out: it is not on PATH");
  if (await proc.has("mise")) {
    await prepare(
      "mise",
      { "mise.toml": `[env]\n_.python.venv = "${venv}"\n` },
      ["mise", "trust", "--quiet"],
      ["mise", "exec", "--"],
    );
  } else note("mise is left out: it is not on PATH");
  return tools;
}
