/**
 * A Nix that writes down each time it is run.
 *
 * @module
 */
import { join } from "node:path";
import { programOf } from "./requires.ts";
import type { TempWorkspace } from "./temp_workspace.ts";

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
  const log = join(dir, "log");
  await Deno.mkdir(dir, { recursive: true });
  await Deno.writeTextFile(log, "");
  const real = programOf("nix") ?? "";
  for (const name of ["nix", "nix-instantiate"]) {
    const script = `#!/bin/sh
printf '%s' "${name} $*" | tr '\\n' ' ' >>"${log}"
echo >>"${log}"
exec "${join(real, "..", name)}" "$@"
`;
    await Deno.writeTextFile(join(dir, name), script, { mode: 0o755 });
  }
  return {
    env: { PATH: `${dir}:${workspace.env.PATH}` },
    async runs() {
      const text = await Deno.readTextFile(log);
      await Deno.writeTextFile(log, "");
      return text.split("\n").filter((line) => line !== "");
    },
  };
}
