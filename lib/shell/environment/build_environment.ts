/**
 * Having Nix build the environment of the flake's shell.
 *
 * @module
 */
import { readNixError } from "../../nix/nix_error.ts";
import { join, relative } from "../../core/files/posix_path.ts";
import { findRepository } from "../../git/repository.ts";
import type { System } from "../../system/mod.ts";
import type { FlakeSources } from "./flake_sources.ts";
import { environmentText, type NixEnvironment } from "./environment_text.ts";

/** What to build, and where it will stay. */
export interface EnvironmentPlan {
  readonly dir: string;
  /** Of the workspace. */
  readonly root: string;
  readonly sources: FlakeSources;
  readonly signal?: AbortSignal | undefined;
  /** Called with each line in which Nix says what it does. */
  readonly onLine?: (line: string) => void;
}

/** The file that makes a directory a finished environment. */
export function variablesFile(dir: string): string {
  return join(dir, "variables.bash");
}

/** What keeps the environment's store paths from being collected. */
export function profileLink(dir: string): string {
  return join(dir, "profile");
}

/** Whether an environment is finished and none of it was collected. */
export async function isKept(
  { fs }: Pick<System, "fs">,
  dir: string,
): Promise<boolean> {
  return await fs.stat(variablesFile(dir)) !== undefined &&
    await fs.realPath(profileLink(dir)) !== undefined;
}

/**
 * Where the copy that Nix is given stands for a moment: not every Nix
 * understands a workspace's path with a space in it.
 */
const SCRATCH = "/tmp";

/** How Nix says that it did not find a file of the flake. */
const MISSING = /does not exist|No such file or directory/;

/**
 * The workspace as a git flake, which has every file that git tracks.
 *
 * @returns `undefined` outside of a repository
 */
async function gitFlake(
  { fs }: Pick<System, "fs">,
  root: string,
): Promise<string | undefined> {
  const repository = await findRepository({ fs }, root);
  if (repository === undefined) return undefined;
  const dir = relative(repository.top, root);
  return `git+file://${encodeURI(repository.top)}` +
    (dir === "" ? "" : `?dir=${encodeURIComponent(dir)}`);
}

/**
 * Builds into `dir`; its variables are written last. Nix is given a copy of
 * what the flake reads and nothing else of the workspace: a `path:` flake goes
 * into the store as a whole, `.env` with it, and a git flake copies every file
 * that git tracks. That one is asked where the flake reads more of its tree than
 * {@linkcode FlakeSources} found.
 *
 * @returns Nix's first error, or `undefined`
 */
export async function buildEnvironment(
  { fs, proc }: Pick<System, "fs" | "proc">,
  nix: readonly string[],
  { dir, root, sources, signal, onLine }: EnvironmentPlan,
): Promise<string | undefined> {
  const scratch = join(SCRATCH, `hearth-${crypto.randomUUID()}`);
  const source = join(scratch, "source");
  const local = join(scratch, "local.nix");
  try {
    await fs.mkdir(scratch, { mode: 0o700 });
    for (const [name, text] of sources.files) {
      await fs.writeText(join(source, name), text);
    }
    if (sources.local !== undefined) await fs.writeText(local, sources.local);
    const override = sources.local === undefined
      ? []
      : ["--override-input", "local", `path:${local}`];
    await fs.mkdir(dir);
    const print = (flake: string): ReturnType<typeof proc.run> =>
      proc.run([
        ...nix,
        "print-dev-env",
        "--json",
        "--no-write-lock-file",
        "--profile",
        profileLink(dir),
        ...override,
        flake,
      ], { ...(signal && { signal }), ...(onLine && { onLine }) });
    let { code, stdout, stderr } = await print(`path:${source}`);
    const git = code !== 0 && MISSING.test(stderr)
      ? await gitFlake({ fs }, root)
      : undefined;
    if (git !== undefined) ({ code, stdout, stderr } = await print(git));
    if (code !== 0) {
      await fs.remove(dir);
      return briefly(stderr);
    }
    const environment = JSON.parse(stdout) as NixEnvironment;
    await fs.writeText(variablesFile(dir), environmentText(environment));
    return undefined;
  } finally {
    await fs.remove(scratch);
  }
}

/** Nix's error in a line, and its place in another. */
function briefly(stderr: string): string {
  const { message, place } = readNixError(stderr);
  const [line = ""] = message.split("\n");
  return ownNames(place === undefined ? line : `${line}\n  at ${place}`);
}

/** Places in the store by the names that they have in the workspace. */
function ownNames(error: string): string {
  return error.replaceAll(/\/\S+\/\w{32}-source:(?=\d)/g, "local.nix:")
    .replaceAll(/\/\S+\/\w{32}-source\//g, "");
}
