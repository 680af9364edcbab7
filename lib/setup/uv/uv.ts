/**
 * uv: where it is, and running it.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import { maskCredentials } from "../lock/requirements/credentials.ts";
import { programsOnPath } from "../python/interpreter.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { System } from "../../system/mod.ts";
import { explainUvError } from "./uv_error.ts";
import { uvEnvironment } from "./uv_environment.ts";
import { compareVersions } from "../../core/text/compare_versions.ts";

/** The first uv that can leave a dependency out. */
const OLDEST_UV = "0.9.8";

/** A uv that can be run. */
export interface Uv {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How to run uv. */
export interface UvRun {
  /** What it is to do, for errors: `install the packages`. */
  readonly purpose: string;
  readonly cwd: string;
  readonly signal?: AbortSignal | undefined;
  readonly onLine?: (line: string) => void;
}

/** Where setup keeps a uv of its own. */
function ownUv(paths: Paths): string {
  return join(paths.tools, "uv", "bin", "uv");
}

/** uv on PATH, when it is new enough, or the one that setup installed. */
export async function findUv(
  system: Pick<System, "env" | "fs" | "proc">,
  paths: Paths,
): Promise<Uv | undefined> {
  const onPath = await programsOnPath(system, paths, ["uv"]);
  for (const path of [...onPath.map(({ path }) => path), ownUv(paths)]) {
    if (!await system.fs.stat(path)) continue;
    const { code, stdout } = await system.proc.run([path, "--version"]);
    const version = /\d+(\.\d+)+/.exec(stdout)?.[0] ?? "0";
    if (code === 0 && compareVersions(version, OLDEST_UV) >= 0) {
      return { path, env: await uvEnvironment(system) };
    }
  }
  return undefined;
}

/**
 * Runs uv to its end.
 *
 * @throws {UserError} with the cause in uv's own words
 */
export async function runUv(
  { proc }: Pick<System, "proc">,
  uv: Uv,
  args: readonly string[],
  { purpose, cwd, signal, onLine }: UvRun,
): Promise<void> {
  const { code, stderr } = await proc.run([uv.path, ...args], {
    cwd,
    env: uv.env,
    ...(signal && { signal }),
    ...(onLine && { onLine: (line) => onLine(maskCredentials(line)) }),
  });
  if (code !== 0) throw explainUvError(purpose, stderr);
}
