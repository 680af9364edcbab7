/**
 * The files in which a workspace lists its packages, and which of them count.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";
import { dirname, join, relative } from "../../core/files/posix_path.ts";
import type { TextFiles } from "./text_files.ts";
import { isMadeByHearth } from "../lock/requirements_lock.ts";
import { isCompiled } from "./formats/compiled_requirements.ts";
import { refuseForeign } from "./_foreign_tools.ts";
import { declaresMember, memberIn } from "./formats/uv_lock.ts";

/** Where a workspace's packages are listed; paths are relative to it. */
export type DependencySource =
  /** `uv.lock`, beside its `pyproject.toml`. */
  | {
    readonly kind: "uv";
    readonly lock: string;
    /** What alone is installed: the workspace's member in this directory. */
    readonly member?: string;
  }
  | { readonly kind: "pylock"; readonly lock: string }
  /** A lock in the format of requirements that another tool made. */
  | { readonly kind: "lock"; readonly lock: string }
  | { readonly kind: "requirements"; readonly files: readonly string[] }
  /** `pyproject.toml`, `setup.cfg` or `setup.py`. */
  | {
    readonly kind: "project";
    readonly file: string;
    /** The lock of the uv workspace above, which lacks this member of it. */
    readonly outside?: string;
  }
  /** `environment.yml` of conda. */
  | { readonly kind: "conda"; readonly file: string };

/** Requirements by other names than `requirements.txt`, the likeliest first. */
export const OTHER_REQUIREMENTS: readonly string[] = [
  "requirements-dev.txt",
  "requirements_dev.txt",
  "requirements/dev.txt",
  "requirements/development.txt",
  "requirements/local.txt",
  "requirements/requirements.txt",
  "requirements/base.txt",
  "requirements/common.txt",
  "requirements/main.txt",
  "requirements/prod.txt",
  "requirements/production.txt",
];

/**
 * Finds where the packages are listed: in what `workspace.ts` names, else in
 * the first of uv.lock (that of a uv workspace above, too), pylock.toml, requirements.lock, requirements.txt,
 * pyproject.toml and environment.yml.
 *
 * @throws {UserError} when there is no such file, or only one that neither uv
 * nor pip can read
 */
export async function findSource(
  system: TextFiles,
  { root, from }: { readonly root: string; readonly from: readonly string[] },
): Promise<DependencySource> {
  const read = (name: string): Promise<string | undefined> =>
    system.fs.readText(join(root, name));
  if (from.length > 0) return await namedSource(read, from);
  const hasProject = await read("pyproject.toml") !== undefined;
  if (hasProject && await read("uv.lock") !== undefined) {
    return { kind: "uv", lock: "uv.lock" };
  }
  const above = hasProject ? await lockAbove(system, root) : undefined;
  if (above?.member !== undefined) return { kind: "uv", ...above };
  if (await read("pylock.toml") !== undefined) {
    return { kind: "pylock", lock: "pylock.toml" };
  }
  const lock = await read("requirements.lock");
  if (lock !== undefined && !isMadeByHearth(lock)) {
    return { kind: "lock", lock: "requirements.lock" };
  }
  for (const file of ["requirements.txt", ...OTHER_REQUIREMENTS]) {
    const text = await read(file);
    if (text !== undefined) return requirementsOrLock(file, text);
  }
  if (hasProject) {
    const { declaresPackages } = await import("./formats/pyproject.ts");
    const text = await read("pyproject.toml") ?? "";
    if (await declaresPackages(text)) {
      const outside = above && { outside: above.lock };
      return { kind: "project", file: "pyproject.toml", ...outside };
    }
  }
  for (const file of ["environment.yml", "environment.yaml"]) {
    if (await read(file) !== undefined) return { kind: "conda", file };
  }
  for (const file of ["setup.cfg", "setup.py"]) {
    const text = await read(file);
    // Many a setup.cfg has settings of linters and nothing else.
    const isProject = file === "setup.py" || /^\[metadata\]/m.test(text ?? "");
    if (text !== undefined && isProject) return { kind: "project", file };
  }
  await refuseForeign(read);
  throw new UserError("Cannot find a file that lists Python packages", {
    hint:
      "Create requirements.txt, or name a file with python.from in workspace.ts.",
  });
}

/**
 * The `uv.lock` above of a workspace that the directory is a member of, and what
 * the member is called there: nothing where the lock is older than the member.
 */
async function lockAbove(
  { fs }: TextFiles,
  root: string,
): Promise<{ lock: string; member?: string } | undefined> {
  let dir = root;
  while (dir !== "/") {
    dir = dirname(dir);
    const path = join(dir, "uv.lock");
    const text = await fs.readText(path);
    if (text === undefined) continue;
    const lock = relative(root, path);
    const here = relative(dir, root);
    const member = memberIn(text, here);
    if (member !== undefined) return { lock, member };
    const project = await fs.readText(join(dir, "pyproject.toml")) ?? "";
    if (declaresMember(project, here)) return { lock };
  }
  return undefined;
}

async function namedSource(
  read: (name: string) => Promise<string | undefined>,
  from: readonly string[],
): Promise<DependencySource> {
  const [file = ""] = from;
  const texts = await Promise.all(from.map(read));
  const absent = from.find((_, index) => texts[index] === undefined);
  if (absent !== undefined) {
    throw new UserError(`Cannot find "${absent}", which workspace.ts names`, {
      hint: "Create the file, or correct python.from in workspace.ts.",
    });
  }
  const isText = (name: string): boolean => /\.(txt|in)$/.test(name);
  if (from.every(isText)) {
    return from.length === 1
      ? requirementsOrLock(file, texts[0] ?? "")
      : { kind: "requirements", files: from };
  }
  if (from.length > 1) {
    throw new UserError(
      `Cannot install from ${from.join(" and ")} together`,
      {
        hint:
          "Name several requirements files, or one other file, with python.from in workspace.ts.",
      },
    );
  }
  if (/(^|\/)uv\.lock$/.test(file)) return { kind: "uv", lock: file };
  if (/(^|\/)pylock(\.[^/.]+)?\.toml$/.test(file)) {
    return { kind: "pylock", lock: file };
  }
  if (file.endsWith(".lock")) return { kind: "lock", lock: file };
  if (/\.ya?ml$/.test(file)) return { kind: "conda", file };
  return { kind: "project", file };
}

/** Requirements that a tool compiled are a lock already. */
function requirementsOrLock(file: string, text: string): DependencySource {
  return isCompiled(text)
    ? { kind: "lock", lock: file }
    : { kind: "requirements", files: [file] };
}
