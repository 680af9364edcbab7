/**
 * Keeping notebooks' outputs out of commits.
 *
 * @module
 */
import {
  findRepository,
  otherWorkTrees,
  type Repository,
} from "../../git/repository.ts";
import {
  notebookSettings,
  pythonOfSettings,
  SCRIPT,
  SETTINGS,
} from "./notebook_settings.ts";
import type { Context } from "../../core/context.ts";
import {
  dirname,
  join,
  relative,
  resolve,
} from "../../core/files/posix_path.ts";

/** What git is to do with notebooks. */
const ATTRIBUTES = "*.ipynb filter=nbstripout diff=ipynb";

/** Settings that Hearth made before it had a file for them. */
const EARLIER = /^\s*clean = '?(.*\.venv\/bin\/python)'? -m nbstripout/m;

/** What these functions use of the machine. */
type Ports = "fs" | "proc";

/**
 * Installs the filter in the repository's own settings, once, or removes it
 * where the workspace does not ask for nbstripout any more. Without a
 * repository or without git, nothing happens.
 *
 * The filter never makes git fail: where `.venv` or nbstripout is missing, a
 * notebook passes through with a warning.
 *
 * @returns whether anything was installed
 */
export async function installNotebookFilter(
  context: Context<Ports>,
): Promise<boolean> {
  const { system } = context;
  const repository = await findRepository(system, context.paths.root);
  if (repository === undefined) return false;
  if (!await isWanted(context)) {
    await removeFrom(context, repository);
    return false;
  }
  const { fs } = system;
  const config = await fs.readText(join(repository.common, "config")) ?? "";
  const isTheirs = /^\s*clean = .*nbstripout/m.test(config) &&
    !EARLIER.test(config);
  const wroteFilter = !isTheirs &&
    await configure(context, { repository, config });
  return await attribute(context, repository) || wroteFilter;
}

/**
 * Removes the filter, unless another working tree of the repository has a
 * `.venv` that cleans with it.
 *
 * @returns the paths that were removed
 */
export async function removeNotebookFilter(
  context: Context<Ports>,
): Promise<string[]> {
  const repository = await findRepository(context.system, context.paths.root);
  return repository === undefined ? [] : await removeFrom(context, repository);
}

async function removeFrom(
  context: Context<Ports>,
  repository: Repository,
): Promise<string[]> {
  const { system } = context;
  const { fs } = system;
  const { common } = repository;
  const config = await fs.readText(join(common, "config")) ?? "";
  const python = await pythonBelow(context, repository);
  if (EARLIER.exec(config)?.[1] === python) {
    await forgetEarlier(context, config);
  }
  const settings = await fs.readText(join(common, SETTINGS));
  if (pythonOfSettings(settings) !== python) return [];
  for (const other of await otherWorkTrees(system, repository)) {
    if (await fs.stat(join(other, python)) !== undefined) return [];
  }
  const ours = `^${SETTINGS.replace(".", "\\.")}$`;
  await gitConfig(context, "--unset-all", "include.path", ours);
  const attributes = join(common, "info", "attributes");
  const before = await fs.readText(attributes);
  const after = before?.replace(`${ATTRIBUTES}\n`, "");
  if (after !== undefined && after !== before) {
    await (after === ""
      ? fs.remove(attributes)
      : fs.writeText(attributes, after));
  }
  const removed = dirname(join(common, SETTINGS));
  await fs.remove(removed);
  return [removed];
}

/** Whether `.venv` has, or will have, the program that cleans. */
async function isWanted(
  { system: { fs }, paths: { requirements, lock } }: Context<"fs">,
): Promise<boolean> {
  // Mostly the first says so, and the lock, which is long, is not read.
  for (const path of [requirements, lock]) {
    if (/^nbstripout\b/mi.test(await fs.readText(path) ?? "")) return true;
  }
  return false;
}

/** The path is relative: git runs filters at the top of each working tree. */
async function pythonBelow(
  { system: { fs }, paths }: Context<"fs">,
  { top }: Repository,
): Promise<string> {
  const root = await fs.realPath(paths.root) ?? paths.root;
  return join(relative(top, root), ".venv", "bin", "python");
}

/** Makes git's settings what they should be; says whether they changed. */
async function configure(
  context: Context<Ports>,
  { repository, config }: { repository: Repository; config: string },
): Promise<boolean> {
  const { paths } = context;
  const { fs } = context.system;
  const { top, common } = repository;
  const python = await pythonBelow(context, repository);
  const script = await fs.readText(
    join(paths.kit, "lib/setup/notebooks/notebook_filter.sh"),
  ) ?? "";
  const isIncluded = config.includes(`path = ${SETTINGS}\n`);
  const before = await fs.readText(join(common, SETTINGS));
  const other = pythonOfSettings(before);
  // Another workspace of this repository may have installed it.
  const isTaken = other !== undefined && other !== python &&
    await fs.stat(resolve(top, other)) !== undefined;
  const settings = notebookSettings(isTaken ? other : python);
  const isSame = isIncluded && before === settings &&
    await fs.readText(join(common, SCRIPT)) === script;
  if (isSame) return false;
  await fs.writeText(join(common, SCRIPT), script);
  await fs.writeText(join(common, SETTINGS), settings);
  await forgetEarlier(context, config);
  if (isIncluded) return true;
  return await gitConfig(context, "--add", "include.path", SETTINGS);
}

/** Takes back what had git refuse notebooks that it could not clean. */
async function forgetEarlier(
  context: Context<"proc">,
  config: string,
): Promise<void> {
  if (!EARLIER.test(config)) return;
  for (const name of ["required", "smudge", "clean"]) {
    await gitConfig(context, "--unset", `filter.nbstripout.${name}`);
  }
  await gitConfig(context, "--unset", "diff.ipynb.textconv");
}

/** Changes the repository's own settings; says whether git could. */
async function gitConfig(
  { system: { proc }, paths: { root } }: Context<"proc">,
  ...args: string[]
): Promise<boolean> {
  const command = ["git", "-C", root, "config", "--local", ...args];
  return (await proc.run(command)).code === 0;
}

/** Adds the line to the repository's private attributes where none says so. */
async function attribute(
  { system: { fs }, paths: { root } }: Context<"fs">,
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
