/**
 * Where packages come from, as requirements files say.
 *
 * @module
 */
import { dirname, resolve } from "../../../core/files/posix_path.ts";
import { optionOf } from "./requirement_line.ts";
import type { RequirementsFile } from "./requirements.ts";

/** Options that decide what an installer finds. */
const KEPT = new Set([
  "--index-url",
  "--extra-index-url",
  "--find-links",
  "--no-index",
  "--no-binary",
  "--only-binary",
  "--prefer-binary",
  "--pre",
  "--trusted-host",
]);

/** Options for whatever locks or installs. */
export interface SourceOptions {
  /**
   * The lines of a requirements file that gives these options alone. A file
   * keeps passwords out of the list of processes, and `${TOKEN}` is filled in.
   */
  readonly lines: readonly string[];
  /** Hosts that need no certificate: uv reads them from no file. */
  readonly trustedHosts: readonly string[];
  /** Whether versions before a release count: uv reads it from no file. */
  readonly prereleases: boolean;
}

/**
 * The options of requirements files, once each. An installer knows one main
 * index: those that another file names are further ones.
 *
 * @param root what the files' names are relative to
 * @param hasIndex whether the installer reads a main index from elsewhere
 */
export function sourceOptions(
  root: string,
  files: readonly RequirementsFile[],
  hasIndex = false,
): SourceOptions {
  const lines = new Set<string>();
  const trustedHosts: string[] = [];
  let main = hasIndex ? "" : undefined;
  let prereleases = false;
  for (const { name: file, lines: given } of files) {
    for (const line of given) {
      const { name = "", value = "" } = optionOf(line) ?? {};
      if (!KEPT.has(name)) continue;
      if (name === "--trusted-host") trustedHosts.push(value);
      prereleases ||= name === "--pre";
      if (name === "--index-url") {
        main ??= value;
        lines.add(`${value === main ? name : "--extra-index-url"} ${value}`);
      } else if (name === "--find-links" && !/^[a-z]+:/i.test(value)) {
        const dir = dirname(resolve(root, file));
        lines.add(`${name} ${resolve(dir, value)}`);
      } else {
        lines.add(`${name} ${value}`.trim());
      }
    }
  }
  return { lines: [...lines], trustedHosts, prereleases };
}

/** Whether a file names a main index. */
export function namesIndex(files: readonly RequirementsFile[]): boolean {
  return files.some(({ lines }) =>
    lines.some((line) => optionOf(line)?.name === "--index-url")
  );
}
