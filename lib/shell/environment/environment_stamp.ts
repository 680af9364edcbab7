/**
 * Which kept environment entering takes, and what was seen when it was chosen.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";
import { join } from "../../core/files/posix_path.ts";
import { profileLink, variablesFile } from "./build_environment.ts";
import { readJson } from "../../core/files/read_json.ts";
import { shellQuote } from "../../core/text/shell_quote.ts";
import { bashArray, writeBounds } from "../entry/bounds.ts";
import type { Watched } from "../entry/stat_files.ts";

/** A choice of environment. */
export interface EnvironmentChoice {
  /** Names what the flake read. */
  readonly key: string;
  /** The environment to take; null when there is none. */
  readonly dir: string | null;
  /** Nix's error, when the environment is an earlier one; else empty. */
  readonly error: string;
}

/** The choice made last; what cannot be read counts as none. */
export async function readChoice(
  { system, paths }: Context<"fs">,
): Promise<EnvironmentChoice | undefined> {
  const choice = await readJson(system, choiceFile(paths));
  return choice as EnvironmentChoice | undefined;
}

/** Makes the choice hold for as long as what was watched stays as it is. */
export async function writeChoice(
  { system, paths }: Context<"fs">,
  { choice, watched }: {
    readonly choice: EnvironmentChoice;
    readonly watched: readonly Watched[];
  },
): Promise<void> {
  const { fs } = system;
  const { dir, error } = choice;
  const stamp = join(paths.env, "stamp.bash");
  await fs.remove(stamp);
  await writeBounds(system, { dir: join(paths.env, "bounds"), watched });
  await fs.writeText(choiceFile(paths), JSON.stringify(choice));
  const told = error === "" ? "" : [
    `Cannot evaluate flake.nix: ${error}`,
    dir === null
      ? "There is no earlier environment: only .venv is active."
      : "The last good environment is active.",
    `Fix the flake, or evaluate it again with: ${HEARTH} shell --rebuild`,
  ].join("\n");
  const values = {
    root: paths.root,
    variables: dir === null ? "" : variablesFile(dir),
    profile: dir === null ? "" : profileLink(dir),
    error: told,
  };
  await fs.writeText(
    stamp,
    [
      "# The state of everything that the flake reads, for nix/environment.bash.",
      "# Made by deno task shell.",
      ...Object.entries(values).map(([name, value]) =>
        `_hearth_${name}=${shellQuote(value)}`
      ),
      bashArray("_hearth_files", watched.map(({ path }) => path)),
      "",
    ].join("\n"),
  );
}

function choiceFile(paths: Paths): string {
  return join(paths.env, "choice.json");
}
