/**
 * A Nix that writes down each time it is run.
 *
 * @module
 */
import { join } from "node:path";
import { programOf } from "../requires.ts";
import type { TempWorkspace } from "../workspaces/temp_workspace.ts";

/** Programs in front of the real ones. */
export interface CountingNix {
  /** To be added to the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Command lines since the last call. */
  runs(): Promise<string[]>;
}

/** Puts `nix` and `nix-instantiate` into a directory, first on `PATH`. */
export async function countingNix(
  workspace: TempWorkspace,
): Promise<CountingNix> {
  const dir = join(workspace.home, "counting");
  // A file for each run: those at the same time would share a line.
  const log = join(dir, "log");
  await Deno.mkdir(log, { recursive: true });
  const real = programOf("nix") ?? "";
  for (const name of ["nix", "nix-instantiate"]) {
    const script = `#!/bin/sh
printf '%s' "${name} $*" | tr '\\n' ' ' >"${log}/$$"
exec "${join(real, "..", name)}" "$@"
`;
    await Deno.writeTextFile(join(dir, name), script, { mode: 0o755 });
  }
  return {
    env: { PATH: `${dir}:${workspace.env.PATH}` },
    async runs() {
      const files = await Array.fromAsync(
        Deno.readDir(log),
        ({ name }) => join(log, name),
      );
      const lines = await Promise.all(
        files.map((file) => Deno.readTextFile(file)),
      );
      for (const file of files) await Deno.remove(file);
      return lines;
    },
  };
}
