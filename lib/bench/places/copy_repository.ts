/**
 * A workspace's files in another directory, with the history of the repository
 * that they belong to: packages may take their version from it.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { dirname, join } from "../../core/files/posix_path.ts";
import type { CommandResult, System } from "../../system/mod.ts";

type Ports = Pick<System, "fs" | "proc">;

/** What to copy, and where to. */
export interface CopyOptions {
  /** Absent directory that gets the whole repository. */
  readonly to: string;
  /** Commit to check out. @default {the files as they are} */
  readonly commit?: string;
}

/** What a walk leaves out where there is no git to say what is ignored. */
const IGNORED = /^(\.git|\.hearth|\.venv.*|\.env.*|__pycache__|node_modules)$/;

/**
 * Copies the workspace in `root` and returns its directory below `to`. From a
 * git repository everything is copied that is tracked or could be; the copy has
 * its own settings and objects of the original, in which nothing is written.
 *
 * @throws {UserError} when git or tar refuse
 */
export async function copyRepository(
  ports: Ports,
  root: string,
  { to, commit }: CopyOptions,
): Promise<string> {
  const repository = await repositoryOf(ports, root);
  if (repository === undefined) {
    await copyFiles(ports, {
      from: root,
      to,
      files: await walked(ports, root),
    });
    return to;
  }
  const { top, prefix, hasCommit } = repository;
  await ports.fs.mkdir(dirname(to));
  if (hasCommit) await clone(ports, top, to);
  else await ports.fs.mkdir(to);
  if (commit === undefined) {
    await copyFiles(ports, { from: top, to, files: await listed(ports, top) });
    if (hasCommit) await gitIn(ports, to, ["reset", "--quiet"]);
  } else {
    await gitIn(ports, to, ["checkout", "--quiet", "--detach", commit]);
  }
  return join(to, prefix);
}

/** The repository that a directory is part of, if it is. */
async function repositoryOf(
  { proc }: Ports,
  root: string,
): Promise<
  | { readonly top: string; readonly prefix: string; hasCommit: boolean }
  | undefined
> {
  const git = (...args: string[]): Promise<CommandResult> =>
    proc.run(["git", "-C", root, "rev-parse", ...args]);
  const found = await git("--show-toplevel", "--show-prefix");
  const [top = "", prefix = ""] = found.stdout.split("\n");
  if (found.code !== 0 || top === "") return undefined;
  const ignored = await proc.run(
    ["git", "-C", root, "check-ignore", "--quiet", "."],
  );
  // A directory that its repository ignores is none of its files.
  if (prefix !== "" && ignored.code === 0) return undefined;
  const head = await git("--verify", "--quiet", "HEAD");
  return { top, prefix: prefix.replace(/\/$/, ""), hasCommit: head.code === 0 };
}

/** Hooks and templates of the user are for the user's own repositories. */
const QUIET = ["-c", "core.hooksPath=/dev/null", "-c", "advice.detachedHead="];

async function clone(
  { proc }: Ports,
  from: string,
  to: string,
): Promise<void> {
  const { code, stderr } = await proc.run([
    "git",
    ...QUIET,
    "clone",
    "--quiet",
    "--shared",
    "--no-checkout",
    "--template=",
    from,
    to,
  ]);
  if (code !== 0) {
    throw new UserError(`Cannot copy "${from}": ${stderr.trim()}`);
  }
}

async function gitIn(
  { proc }: Ports,
  dir: string,
  args: readonly string[],
): Promise<void> {
  const { code, stderr } = await proc.run([
    "git",
    "-C",
    dir,
    ...QUIET,
    ...args,
  ]);
  if (code === 0) return;
  throw new UserError(`Cannot run git ${args.join(" ")}: ${stderr.trim()}`);
}

/** Tracked files and others that are not ignored, relative to the top. */
async function listed({ fs, proc }: Ports, top: string): Promise<string[]> {
  const { code, stdout, stderr } = await proc.run(
    ["git", "-C", top, "ls-files", "-z", "-co", "--exclude-standard"],
  );
  if (code !== 0) throw new UserError(`Cannot list "${top}": ${stderr.trim()}`);
  const names = new Set(stdout.split("\0").filter((name) => name !== ""));
  const present: string[] = [];
  for (const name of names) {
    // Some may be deleted, but not yet committed.
    if (await fs.statLink(join(top, name)) !== undefined) present.push(name);
  }
  return present;
}

async function walked(
  ports: Ports,
  root: string,
  below = "",
): Promise<string[]> {
  const files: string[] = [];
  for (
    const { name, kind } of await ports.fs.readDir(join(root, below)) ?? []
  ) {
    if (IGNORED.test(name)) continue;
    const path = join(below, name);
    if (kind === "directory") files.push(...await walked(ports, root, path));
    else if (kind !== "other") files.push(path);
  }
  return files;
}

/** Copies with modes and links, as tar does. */
async function copyFiles(
  { fs, proc }: Ports,
  { from, to, files }: {
    readonly from: string;
    readonly to: string;
    readonly files: readonly string[];
  },
): Promise<void> {
  const list = `${to}.list`;
  const archive = `${to}.tar`;
  await fs.mkdir(to);
  await fs.writeText(list, files.map((file) => `${file}\0`).join(""));
  const pack = ["tar", "-cf", archive, "-C", from, "--null", "-T", list];
  const unpack = ["tar", "-xf", archive, "-C", to];
  for (const command of files.length === 0 ? [] : [pack, unpack]) {
    const { code, stderr } = await proc.run(command);
    if (code !== 0) {
      throw new UserError(`Cannot copy "${from}": ${stderr.trim()}`);
    }
  }
  await fs.remove(list);
  await fs.remove(archive);
}
