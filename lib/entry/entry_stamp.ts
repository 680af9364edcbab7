/**
 * The stamp by which `nix/hook.bash` tells, with bash alone, that `.venv` is
 * what the workspace asks for.
 *
 * @module
 */
import { withLock } from "../file_lock.ts";
import type { Paths } from "../paths.ts";
import { join } from "../posix_path.ts";
import { programsOnPath } from "../setup/interpreter.ts";
import { readChoices } from "../setup/setup_choices.ts";
import { checkVenv } from "../setup/venv_check.ts";
import type { System } from "../system/mod.ts";
import type { Workspace } from "../workspace.ts";
import { entryInputs } from "./entry_inputs.ts";
import { writeEnterScript } from "./enter_script.ts";
import { shellQuote } from "./shell_quote.ts";
import { bashArray, look, type Watched, writeBounds } from "./watch.ts";

type Machine = Pick<System, "fs" | "env" | "clock">;

/** What the stamp says, as it is kept for comparison. */
interface EntryRecord {
  readonly values: Readonly<Record<string, string>>;
  readonly watched: readonly Watched[];
}

/** Where the stamp stands; empty, it holds for nothing. */
export function entryStampFile(paths: Paths): string {
  return join(paths.entry, "stamp.bash");
}

/**
 * Writes the stamp where it does not hold. What is watched is looked at before
 * it is checked once more, so that a change while setup runs is noticed at the
 * next entry.
 */
export async function renewEntry(
  system: Machine,
  paths: Paths,
  workspace: Workspace,
): Promise<void> {
  const { fs } = system;
  const pythons = (await programsOnPath(system, paths, ["python3", "python"]))
    .map(({ path }) => path);
  if (await holds(system, paths, pythons)) return;
  await withLock(system, paths, "entry", async () => {
    await fs.remove(entryStampFile(paths));
    const choices = await readChoices(system, paths);
    const known = await checkVenv(system, paths, workspace, choices);
    if (!known.current || known.stamp === undefined) return;
    const inputs = entryInputs(system, paths, { ...known, choices, pythons });
    const watched = await look(system, inputs);
    const check = await checkVenv(system, paths, workspace, choices);
    if (!check.current || check.stamp === undefined) return;
    const { venv, interpreter, packages, imports } = check.stamp;
    const { heading } = await import("./heading.ts");
    const banner = await heading(workspace, {
      version: interpreter.version,
      packages: packages.length,
      imports,
    });
    const values = { ...surroundings(system, paths, pythons), venv };
    await writeEnterScript(system, paths);
    await writeBounds(system, join(paths.entry, "bounds"), watched);
    await fs.writeText(join(paths.entry, "heading"), `${banner}\n`);
    const autostart = join(paths.entry, "autostart");
    if (workspace.autostart) await fs.writeText(autostart, "");
    else await fs.remove(autostart);
    await fs.writeText(recordFile(paths), JSON.stringify({ values, watched }));
    await fs.writeText(entryStampFile(paths), stampText(values, watched));
  });
}

/** Whether the stamp is there and everything is as it says. */
async function holds(
  system: Pick<System, "fs" | "env">,
  paths: Paths,
  pythons: readonly string[],
): Promise<boolean> {
  const { fs } = system;
  const stamp = await fs.stat(entryStampFile(paths));
  const text = await fs.readText(recordFile(paths));
  if (!stamp?.size || text === undefined) return false;
  const { values, watched } = JSON.parse(text) as EntryRecord;
  const venv = await fs.realPath(paths.venv);
  const now: EntryRecord = {
    values: { ...surroundings(system, paths, pythons), venv: venv ?? "" },
    watched: await look(system, watched.map(({ path }) => path)),
  };
  return JSON.stringify(now) === JSON.stringify({ values, watched });
}

/** What decides beside files. */
function surroundings(
  { env }: Pick<System, "env">,
  { root }: Paths,
  pythons: readonly string[],
): Record<string, string> {
  return {
    root,
    pythons: pythons.join(":"),
    pyenv: env.get("PYENV_VERSION") ?? "",
    libraries: env.get("HEARTH_LIBRARIES") ?? "",
  };
}

function recordFile(paths: Paths): string {
  return join(paths.entry, "record.json");
}

function stampText(
  values: EntryRecord["values"],
  watched: readonly Watched[],
): string {
  return [
    "# How everything stood that decides what .venv holds, for nix/hook.bash.",
    "# Made by setup, which empties it first and writes it last.",
    ...Object.entries(values).map(([name, value]) =>
      `_hearth_${name}=${shellQuote(value)}`
    ),
    bashArray("_hearth_files", watched.map(({ path }) => path)),
    "",
  ].join("\n");
}
