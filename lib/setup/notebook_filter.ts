/**
 * Keeping notebooks' outputs out of commits.
 *
 * @module
 */
import { dirname, join, relative, resolve } from "../posix_path.ts";
import type { Paths } from "../paths.ts";
import { shellQuote } from "../shell_quote.ts";
import type { System } from "../system/mod.ts";

/** What git is to do with notebooks. */
const ATTRIBUTES = "*.ipynb filter=nbstripout diff=ipynb";

/** A repository that holds the workspace. */
interface Repository {
  /** Top of the working tree, where git runs filters. */
  readonly top: string;
  /** The folder that all working trees of the repository share. */
  readonly common: string;
}

/**
 * Installs the filter in the repository's own settings, once. Where it cannot
 * run, git refuses to add notebooks rather than let their outputs through.
 * Without a repository, without git, or where the workspace does not ask for
 * nbstripout, nothing happens.
 *
 * @returns whether anything was installed
 */
export async function installNotebookFilter(
  system: Pick<System, "fs" | "proc">,
  paths: Paths,
): Promise<boolean> {
  const repository = await findRepository(system, paths.root);
  if (repository === undefined || !await isWanted(system, paths)) return false;
  const config = await system.fs.readText(join(repository.common, "config"));
  const python = await pythonBelow(system, paths, repository);
  const hasFilter = await canClean(system, repository, python, config ?? "");
  const wroteFilter = !hasFilter && await configure(system, paths, python);
  return await attribute(system, paths, repository) || wroteFilter;
}

/** Whether `.venv` has, or will have, the program that cleans. */
async function isWanted(
  { fs }: Pick<System, "fs">,
  { requirements, lock }: Paths,
): Promise<boolean> {
  // Mostly the first says so, and the lock, which is long, is not read.
  for (const path of [requirements, lock]) {
    if (/^nbstripout\b/mi.test(await fs.readText(path) ?? "")) return true;
  }
  return false;
}

/** Finds the repository from its files: no process. */
async function findRepository(
  { fs }: Pick<System, "fs">,
  root: string,
): Promise<Repository | undefined> {
  const start = await fs.realPath(root) ?? root;
  for (let top = start;; top = dirname(top)) {
    const mark = join(top, ".git");
    const kind = (await fs.stat(mark))?.kind;
    if (kind === "folder" && await fs.stat(join(mark, "HEAD"))) {
      return { top, common: mark };
    }
    if (kind === "file") {
      // A further working tree: its own folder names the one that is shared.
      const text = await fs.readText(mark) ?? "";
      const own = resolve(top, text.replace(/^gitdir:\s*/, "").trim());
      const common = await fs.readText(join(own, "commondir"));
      return { top, common: resolve(own, (common ?? ".").trim()) };
    }
    if (top === dirname(top)) return undefined;
  }
}

/**
 * Whether a filter is set, and none of ours whose workspace was moved since:
 * git would refuse every notebook.
 */
async function canClean(
  { fs }: Pick<System, "fs">,
  { top }: Repository,
  own: string,
  config: string,
): Promise<boolean> {
  if (!/^\s*clean = .*nbstripout/m.test(config)) return false;
  const ours = /^\s*clean = '?(.*\.venv\/bin\/python)'? -m nbstripout/m;
  const python = ours.exec(config)?.[1];
  return python === undefined || python === own ||
    await fs.stat(resolve(top, python)) !== undefined;
}

/** The path is relative: git runs filters at the top of each working tree. */
async function pythonBelow(
  { fs }: Pick<System, "fs">,
  paths: Paths,
  { top }: Repository,
): Promise<string> {
  const root = await fs.realPath(paths.root) ?? paths.root;
  return join(relative(top, root), ".venv", "bin", "python");
}

async function configure(
  { proc }: Pick<System, "proc">,
  { root }: Paths,
  python: string,
): Promise<boolean> {
  const run = `${quoted(python)} -m nbstripout`;
  // Last comes what marks it as installed: a killed setup leaves no filter
  // that lets outputs through.
  const settings = [
    ["filter.nbstripout.required", "true"],
    ["filter.nbstripout.smudge", "cat"],
    ["diff.ipynb.textconv", `${run} -t`],
    ["filter.nbstripout.clean", run],
  ];
  for (const [name = "", value = ""] of settings) {
    const { code } = await proc.run(
      ["git", "-C", root, "config", "--local", name, value],
    );
    if (code !== 0) return false;
  }
  return true;
}

/** Quotes for the shell in which git runs filters, where that is needed. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : shellQuote(path);
}

/** Adds the line to the repository's private attributes where none says so. */
async function attribute(
  { fs }: Pick<System, "fs">,
  { root }: Paths,
  { top, common }: Repository,
): Promise<boolean> {
  const own = join(common, "info", "attributes");
  const files = [
    join(root, ".gitattributes"),
    join(top, ".gitattributes"),
    own,
  ];
  const texts = await Promise.all(files.map((file) => fs.readText(file)));
  if (
    texts.some((text) => /^\*\.ipynb\s.*filter=nbstripout/m.test(text ?? ""))
  ) {
    return false;
  }
  const before = texts.at(-1) ?? "";
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  await fs.writeText(own, `${before}${gap}${ATTRIBUTES}\n`);
  return true;
}
