/**
 * The recordings that `bench power` studies.
 *
 * @module
 */
import { basename, join } from "../../core/files/posix_path.ts";
import type { Context } from "../../core/context.ts";
import type { System } from "../../system/mod.ts";
import { readReport, type Report } from "../report/report.ts";
import { loadSuites, suitesOf } from "../sampling/load_suites.ts";

/** Pairs at the first look where a suite is not in this checkout. */
const ROUNDS = 10;

type Ports = Pick<System, "fs">;

/** The files of recordings that this Hearth has. */
export async function recordingsIn(
  { system: { fs }, paths: { kit } }: Context<keyof Ports, "kit">,
): Promise<string[]> {
  const dir = join(kit, "bench", "recordings");
  return (await fs.readDir(dir) ?? []).map(({ name }) => join(dir, name))
    .sort();
}

/** Reads recordings, by the name of the file without its extension. */
export async function readRecordings(
  system: Ports,
  files: readonly string[],
): Promise<Map<string, Report>> {
  const reports = new Map<string, Report>();
  for (const file of files) {
    reports.set(basename(file, ".json"), await readReport(system, file));
  }
  return reports;
}

/** Pairs at the first look of each suite that was recorded. */
export async function firstLooks(
  { system, paths }: Context<keyof Ports, "root" | "kit">,
  reports: ReadonlyMap<string, Report>,
): Promise<(suite: string) => number> {
  const recorded = new Set(
    [...reports.values()].flatMap(({ figures }) =>
      figures.map(({ suite }) => suite)
    ),
  );
  const known = await suitesOf(system, paths);
  const wanted = [...known.keys()].filter((name) => recorded.has(name));
  const suites = wanted.length === 0
    ? new Map()
    : await loadSuites(known, wanted);
  return (suite) => suites.get(suite)?.rounds ?? ROUNDS;
}
