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
import { rememberDeno } from "./remember_deno.ts";
import { writeShims } from "./shims.ts";
import { shellQuote } from "../../core/text/shell_quote.ts";
import { bashArray, writeBounds } from "./bounds.ts";
import {
  type EntryRecord,
  entryRecordFile,
  entryStampFile,
  pythonsOnPath,
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
  const pythons = await pythonsOnPath(context);
  await withLock(context, "entry", async () => {
    await fs.remove(entryStampFile(paths));
    const choices = await readChoices(context);
    const known = await checkVenv(context, choices);
    if (!known.current || known.stamp === undefined) return;
    const inputs = entryInputs(context, { ...known, pythons });
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
    const values = surroundings(context, { pythons, venv });
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
