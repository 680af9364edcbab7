/**
 * What the user chose at a setup and later ones keep.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";
import type { Context } from "../core/context.ts";
import type { Paths } from "../core/files/paths.ts";
import { readJson } from "../core/files/read_json.ts";

/** Choices that outlive the command in which they were made. */
export interface SetupChoices {
  /** Path or version of the Python that was asked for. */
  readonly python: string | undefined;
  /** Extra groups: `torch` stands for `requirements-torch.txt`. */
  readonly groups: readonly string[];
  /**
   * Whether locks that setup makes go beside the requirements, to be committed.
   */
  readonly sharesLocks: boolean;
}

/** Reads the choices; what cannot be read counts as never chosen. */
export async function readChoices(
  { system, paths }: Context<"fs">,
): Promise<SetupChoices> {
  const kept = await readJson(system, choicesFile(paths));
  const { python, groups, sharesLocks } = {
    ...kept as Record<string, unknown> | null,
  };
  return {
    python: typeof python === "string" ? python : undefined,
    groups: Array.isArray(groups)
      ? groups.filter((group) => typeof group === "string")
      : [],
    sharesLocks: sharesLocks === true,
  };
}

/** Keeps the choices; writes only when they differ from what is kept. */
export async function writeChoices(
  context: Context<"fs">,
  choices: SetupChoices,
): Promise<void> {
  const kept = await readChoices(context);
  if (JSON.stringify(kept) === JSON.stringify(choices)) return;
  await context.system.fs.writeText(
    choicesFile(context.paths),
    `${JSON.stringify(choices)}\n`,
  );
}

/** Where the choices are kept. */
export function choicesFile(paths: Paths): string {
  return join(paths.state, "setup.json");
}
