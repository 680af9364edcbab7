/**
 * What is ready outside before a shell is entered inside.
 *
 * @module
 */
import { CommandError } from "../../../core/errors.ts";
import { dirname, join } from "../../../core/files/posix_path.ts";
import type { System } from "../../../system/mod.ts";

import type { EntryWay } from "./entry_way.ts";

/** A directory of one run's own; disposing of it removes it. */
export interface ShellStage extends AsyncDisposable {
  readonly dir: string;
  /** A copy of the revision, which Nix reads. */
  readonly source: string;
}

/**
 * Copies a revision into a directory of its own, beside it: what a killed run
 * leaves there goes with the revision's own directory.
 */
export async function makeStage(
  { fs, proc }: Pick<System, "fs" | "proc">,
  revision: string,
  { files = {}, without = [] }: Pick<EntryWay, "files" | "without">,
): Promise<ShellStage> {
  const dir = join(dirname(revision), `enter-${crypto.randomUUID()}`);
  const source = join(dir, "source");
  await fs.mkdir(dir, { mode: 0o700 });
  const stage: ShellStage = {
    dir,
    source,
    [Symbol.asyncDispose]: () => fs.remove(dir),
  };
  try {
    const copy = ["cp", "-R", "-P", join(revision, "/"), source];
    const { code, stderr } = await proc.run(copy);
    if (code !== 0) throw new CommandError(copy, code, stderr);
    for (const path of without) await fs.remove(join(source, path));
    for (const [path, text] of Object.entries(files)) {
      await fs.writeText(join(source, path), text);
    }
    return stage;
  } catch (error) {
    await fs.remove(dir);
    throw error;
  }
}

/** Where Nix keeps what it knows of its store. */
const DATABASE = "/nix/var/nix/db";

/**
 * What Nix knows of its store, for a copy of that inside; `undefined` when the
 * store belongs to a daemon, which is asked inside as outside.
 */
export async function nixDatabase(
  { fs, proc }: Pick<System, "fs" | "proc">,
  env: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  if (!(await fs.stat(DATABASE))?.owned) return undefined;
  const dump = ["nix-store", "--dump-db"];
  const { code, stdout, stderr } = await proc.run(dump, { env });
  if (code !== 0) throw new CommandError(dump, code, stderr);
  return stdout;
}
