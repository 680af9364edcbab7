/**
 * The stamp by which `nix/hook.bash` determines, with bash alone, that `.venv` is
 * what the workspace asks for.
 *
 * @module
 */
import { withLock } from "../../core/files/file_lock.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import { join } from "../../core/files/posix_path.ts";
import { silent, type WorkOptions } from "../../core/reporter.ts";
import { readChoices } from "../../setup/setup_choices.ts";
import { checkVenv } from "../../setup/venv/venv_check.ts";
import { entryInputs } from "./entry_inputs.ts";
import { writeEnterScript } from "./enter_script.ts";
import { userCacheDir } from "../../core/files/user_cache.ts";
import { findProgram } from "../../machine/find_program.ts";
import type { System } from "../../system/mod.ts";
import { writeShims } from "./shims.ts";
import { shellQuote } from "../../core/text/shell_quote.ts";
import { bashArray, writeBounds } from "./bounds.ts";
import {
  type EntryRecord,
  entryRecordFile,
  entryStampFile,
  surroundings,
} from "./entry_record.ts";
import { look, type Watched } from "./stat_files.ts";

/**
 * Writes the stamp, and what else entering reads. What is watched is looked at
 * before it is checked once more, so that a change while setup runs is noticed
 * at the next entry.
 */
export async function renewEntry(
  context: WorkspaceContext<"fs" | "proc" | "env" | "clock">,
  options: WorkOptions,
): Promise<void> {
  const { system, paths } = context;
  const { fs } = system;
  await withLock(context, "entry", async () => {
    await fs.remove(entryStampFile(paths));
    const choices = await readChoices(context);
    const known = await checkVenv(context, choices);
    if (!known.current || known.stamp === undefined) return;
    const inputs = entryInputs(context, known);
    const watched = await look(system, inputs);
    const check = await checkVenv(context, choices);
    if (!check.current || check.stamp === undefined) return;
    const { venv, interpreter, packages, imports } = check.stamp;
    const { renderBanner } = await import("../banner/banner.ts");
    const banner = await renderBanner(context, {
      version: interpreter.version,
      packages: packages.length,
      imports,
    });
    const values = surroundings(context, {
      pythons: known.pythons,
      venv,
    });
    await writeEnterScript(context);
    await writeShims(context, venv);
    await rememberDeno(system);
    await writeBounds(system, { dir: join(paths.entry, "bounds"), watched });
    await fs.writeText(join(paths.entry, "heading"), `${banner}\n`);
    const autostart = join(paths.entry, "autostart");
    if (context.workspace.autostart) await fs.writeText(autostart, "");
    else await fs.remove(autostart);
    await fs.writeText(
      entryRecordFile(paths),
      JSON.stringify({ values, watched }),
    );
    await fs.writeText(entryStampFile(paths), stampText(values, watched));
  }, { report: silent, ...options });
}

function stampText(
  values: EntryRecord["values"],
  watched: readonly Watched[],
): string {
  return [
    "# The state of everything that .venv depends on, for nix/hook.bash.",
    "# Made by setup, which empties it first and writes it last.",
    ...Object.entries(values).map(([name, value]) =>
      `_hearth_${name}=${shellQuote(value)}`
    ),
    bashArray("_hearth_files", watched.map(({ path }) => path)),
    "",
  ].join("\n");
}

/**
 * Notes the Deno on PATH as recent enough, if it is the one that runs this.
 * The note is as `bin/hearth` writes it: a line with the program's path, in a
 * file that is newer than the program.
 */
async function rememberDeno(
  system: Pick<System, "fs" | "env">,
): Promise<void> {
  const { fs, env } = system;
  const program = await findProgram(system, "deno", { path: env.get("PATH") });
  if (program === undefined) return;
  if (await fs.realPath(program) !== await fs.realPath(env.deno)) return;
  const note = join(userCacheDir(system), "deno", "checked");
  const known = await fs.readText(note) ?? "";
  if (known.split("\n").includes(program)) return;
  await fs.writeText(note, `${known}${program}\n`);
}
