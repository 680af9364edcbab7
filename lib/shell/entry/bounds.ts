/**
 * Files whose modification times bash alone can compare with what they were.
 *
 * Bash has no builtin that reads a time, but it can tell which of two files is
 * newer. So each watched file has two empty ones beside the stamp, `N.low` at
 * the millisecond in which it was changed and `N.high` at the next: it is as
 * it was as long as it is not older than the one and not newer than the other.
 * That notices a file that went back in time too, which a comparison with the
 * stamp's own time would not. An absent file has neither and must stay absent.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import type { Watched } from "./stat_files.ts";
import { shellQuote } from "../../core/text/shell_quote.ts";

/** Paths as a bash array, in the order of their bounds. */
export function bashArray(name: string, paths: readonly string[]): string {
  return [`${name}=(`, ...paths.map((path) => `  ${shellQuote(path)}`), ")"]
    .join("\n");
}

/** Makes the pairs of files to compare with, in the order of the array. */
export async function writeBounds(
  { fs }: Pick<System, "fs">,
  { dir, watched }: {
    readonly dir: string;
    readonly watched: readonly Watched[];
  },
): Promise<void> {
  await fs.mkdir(dir, { mode: 0o700 });
  await Promise.all(watched.map(async ({ mtime }, index) => {
    const low = join(dir, `${index}.low`);
    const high = join(dir, `${index}.high`);
    if (mtime === undefined) {
      await Promise.all([fs.remove(low), fs.remove(high)]);
      return;
    }
    await Promise.all([fs.writeText(low, ""), fs.writeText(high, "")]);
    await Promise.all([fs.setTime(low, mtime), fs.setTime(high, mtime + 1)]);
  }));
}
