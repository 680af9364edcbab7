/**
 * What changed from one revision to the next, in the files that flakes read.
 *
 * @module
 */
import { join } from "../../../core/files/posix_path.ts";
import type { System } from "../../../system/mod.ts";
import { materialize } from "../../source/materialize.ts";
import type { Read } from "../../source/source_closure.ts";
import type { FlakesReport, RevisionReport } from "../../result.ts";
import type { Revision } from "../../select/revision.ts";

/** Characters of one change that are shown. */
const MOST = 20_000;

const GIT_DIFF = ["git", "diff", "--no-index", "--no-color", "--no-ext-diff"];

/**
 * A change for each revision to the one before it, in the form of git; empty
 * for the first one, and for all where there is no git or nothing to compare.
 */
export async function diffsOf(
  system: Pick<System, "fs" | "proc">,
  { report: { revisions: reports }, revisions, dir }: {
    readonly report: FlakesReport;
    readonly revisions: readonly Revision[];
    readonly dir: string;
  },
): Promise<string[]> {
  // A merged report has no files here.
  if (revisions.length === 0 || !await system.proc.has("git")) {
    return reports.map(() => "");
  }
  const known = new Map(
    revisions.map((revision) => [revision.commit ?? revision.name, revision]),
  );
  const diffs: string[] = [];
  let before: string | undefined;
  for (const [index, report] of reports.entries()) {
    const revision = known.get(report.commits[0] ?? report.name);
    const place = join(dir, `diff-${index}`);
    await system.fs.mkdir(place);
    if (revision) await writeReads(system, { revision, report, place });
    diffs.push(
      before === undefined
        ? ""
        : await diff(system, { dir, before, after: place }),
    );
    if (before !== undefined) await system.fs.remove(before);
    before = place;
  }
  return diffs;
}

async function writeReads(
  system: Pick<System, "fs">,
  { revision: { source, dir }, report: { reads }, place }: {
    readonly revision: Revision;
    readonly report: RevisionReport;
    readonly place: string;
  },
): Promise<void> {
  const found: Read[] = [];
  for (const path of reads) {
    const entry = await source.find(path);
    // Whatever else a whole tree holds, the flake itself is what people change.
    const isTree = path === "" || entry?.kind === "directory";
    if (entry !== undefined && !isTree) found.push({ path, entry });
  }
  const flake = join(dir, "flake.nix");
  const entry = await source.find(flake);
  if (!reads.includes(flake) && entry) found.push({ path: flake, entry });
  await materialize(system, { source, reads: found, dir: place });
}

async function diff(
  { proc }: Pick<System, "proc">,
  { dir, before, after }: {
    readonly dir: string;
    readonly before: string;
    readonly after: string;
  },
): Promise<string> {
  const names = [before, after].map((path) => path.slice(dir.length + 1));
  const { stdout } = await proc.run([...GIT_DIFF, ...names], { cwd: dir });
  const lines = stdout.split("\n").filter((line) =>
    !/^(diff --git|index|new file mode|deleted file mode) /.test(line)
  ).map((line) => line.replace(/^(---|\+\+\+) [ab]\/diff-\d+\//, "$1 "));
  const text = lines.join("\n").trimEnd();
  return text.length > MOST ? `${text.slice(0, MOST)}\n…` : text;
}
