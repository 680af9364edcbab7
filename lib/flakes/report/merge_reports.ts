/**
 * Puts reports of parts of the same revisions together.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { UserError } from "../../core/errors.ts";
import { resolve } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import type { FlakesReport, RevisionReport } from "../result.ts";
import { reportOf } from "./summary.ts";

/**
 * Reads reports that `--json` printed.
 *
 * @throws {UserError} when a file is none
 */
export async function readReports(
  { fs, env }: Pick<System, "fs" | "env">,
  files: readonly string[],
): Promise<FlakesReport[]> {
  return await Promise.all(files.map(async (file) => {
    const text = await fs.readText(resolve(env.cwd, file));
    if (text === undefined) throw new UserError(`Cannot find "${file}"`);
    const report = asReport(text);
    if (report !== undefined) return report;
    throw new UserError(`Cannot read "${file}" as a report`, {
      hint: `Merge the output of ${HEARTH} flakes --json.`,
    });
  }));
}

function asReport(text: string): FlakesReport | undefined {
  try {
    const report = JSON.parse(text);
    return Array.isArray(report.revisions) ? report : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Merges reports: shells of the same revision are together, and revisions in
 * the order from which `--shard` took every n-th.
 */
export function mergeReports(reports: readonly FlakesReport[]): FlakesReport {
  const merged = new Map<string, RevisionReport>();
  const most = Math.max(0, ...reports.map(({ revisions }) => revisions.length));
  for (let index = 0; index < most; index++) {
    for (const { revisions } of reports) {
      const revision = revisions[index];
      if (revision === undefined) continue;
      const key = [revision.name, ...revision.commits].join(" ");
      const known = merged.get(key);
      merged.set(key, known === undefined ? revision : join(known, revision));
    }
  }
  const nixpkgs = new Set(reports.map((report) => report.nixpkgs));
  return reportOf([...nixpkgs].join(", "), {
    revisions: [...merged.values()],
    interrupted: reports.some(({ interrupted }) => interrupted),
  });
}

/** Shells of both; the first wins where both have the same. */
function join(a: RevisionReport, b: RevisionReport): RevisionReport {
  const known = new Set(
    a.shells.map(({ system, shell }) => `${system}.${shell}`),
  );
  const more = b.shells.filter(({ system, shell }) =>
    !known.has(`${system}.${shell}`)
  );
  const shells = [...a.shells, ...more];
  // One part has none of the shells that another one has.
  const isNothing = ({ shell, evaluate }: typeof shells[number]): boolean =>
    shell === "*" && evaluate.status === "skipped";
  const some = shells.filter((shell) => !isNothing(shell));
  return { ...a, shells: some.length > 0 ? some : shells };
}
