/**
 * Reading files that anyone may have written.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";

/** Bytes of a file that is read; sources and settings are smaller. */
const LARGEST = 1024 * 1024;

/** Reads files of a repository by their path in it. */
export type ReadFile = (path: string) => Promise<string | undefined>;

/**
 * Makes a reader that gives nothing for what is absent, too large, not a
 * regular file or not readable. Links are not followed: they may lead out of
 * the repository. What is not UTF-8 is read with marks in place of the bytes.
 */
export function smallFileReader(
  { fs }: Pick<System, "fs">,
  root: string,
): ReadFile {
  return async (path) => {
    try {
      const file = join(root, path);
      const stat = await fs.statLink(file);
      if (stat?.kind !== "file" || stat.size > LARGEST) return undefined;
      const text = await fs.readText(file);
      if (text?.startsWith("\ufffd\ufffd")) {
        return await readUtf16(fs, file, stat.size);
      }
      return text?.replace(/^\ufeff/, "");
    } catch {
      return undefined;
    }
  };
}

/** Editors on Windows write it, and pip reads it. */
async function readUtf16(
  fs: System["fs"],
  file: string,
  size: number,
): Promise<string | undefined> {
  const bytes = await fs.readBytes(file, { offset: 0, length: size });
  if (bytes === undefined) return undefined;
  const encoding = bytes[0] === 0xfe ? "utf-16be" : "utf-16le";
  return new TextDecoder(encoding).decode(bytes);
}
