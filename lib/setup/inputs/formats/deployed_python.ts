/**
 * The Python that a project is deployed with.
 *
 * @module
 */
import { dirname, join } from "../../../core/files/posix_path.ts";

/** Heroku's older file, and a `Dockerfile`, which builds the program. */
const READERS: readonly (readonly [
  string,
  (text: string) => string | undefined,
])[] = [
  ["runtime.txt", runtimeVersion],
  ["Dockerfile", dockerfileVersion],
];

/** `python-3.11.4` in a `runtime.txt`: `"3.11"`. */
function runtimeVersion(text: string): string | undefined {
  return /^(?:python-)?(3\.\d+)/.exec(text.trim())?.[1];
}

const FROM =
  /^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*\S*python[:_-]?(?:\d+(?:\.\d+)*-)?(3\.\d+)/gim;

/** The version in the last `FROM` that names a Python. */
function dockerfileVersion(text: string): string | undefined {
  const values = new Map(
    [...text.matchAll(/^[ \t]*ARG[ \t]+(\w+)=["']?([^\s"']+)/gim)]
      .map(([, name = "", value = ""]) => [name, value]),
  );
  const filled = text.replaceAll(
    /\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g,
    (_, name = "", fallback = "", plain = "") =>
      values.get(name || plain) ?? fallback,
  );
  return [...filled.matchAll(FROM)].at(-1)?.[1];
}

/**
 * The minor version that a `runtime.txt` or a `Dockerfile` names, in the root
 * or beside the file that lists the packages: `"3.12"`.
 *
 * @param read reads a file by its path as seen from the root
 * @param listed the file that lists the packages
 */
export async function deployedPython(
  read: (path: string) => Promise<string | undefined>,
  listed: string,
): Promise<string | undefined> {
  const dirs = [...new Set([".", dirname(listed)])];
  for (const [name, versionOf] of READERS) {
    for (const dir of dirs) {
      const version = versionOf(await read(join(dir, name)) ?? "");
      if (version !== undefined) return version;
    }
  }
  return undefined;
}
