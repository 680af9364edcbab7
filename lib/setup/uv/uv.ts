/**
 * uv: where it is, and running it.
 *
 * @module
 */
import { maskCredentials } from "../lock/requirements/credentials.ts";
import { programsOnPath } from "../python/interpreter.ts";
import type { Context } from "../../core/context.ts";
import type { System } from "../../system/mod.ts";
import { explainUvError } from "./uv_error.ts";
import { installedUvs, uvHomes, versionOf } from "./shared_uv.ts";
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

/** uv on PATH, when it is new enough, or one that setup installed. */
export async function findUv(
  context: Context<"env" | "fs" | "proc">,
): Promise<Uv | undefined> {
  const { system } = context;
  const onPath = await programsOnPath(context, ["uv"]);
  const env = (): Promise<Uv["env"]> => uvEnvironment(system);
  for (const { path } of onPath) {
    const version = await askVersion(system, path);
    if (isRecent(version)) return { path, env: await env() };
  }
  for (const home of uvHomes(context)) {
    for (const path of await installedUvs(system, home)) {
      const version = await askVersion(system, path);
      const isItself = version === versionOf(path);
      if (isItself && isRecent(version)) return { path, env: await env() };
    }
  }
  return undefined;
}

/** What a uv says that it is; `undefined` when it does not run. */
async function askVersion(
  { proc }: Pick<System, "proc">,
  path: string,
): Promise<string | undefined> {
  const { code, stdout } = await proc.run([path, "--version"]);
  return code === 0 ? /\d+(\.\d+)+/.exec(stdout)?.[0] : undefined;
}

function isRecent(version: string | undefined): boolean {
  return version !== undefined && compareVersions(version, OLDEST_UV) >= 0;
}

/**
 * Runs uv to its end.
 *
 * @throws {UserError} with the cause in uv's own words
 */
export async function runUv(
  { proc }: Pick<System, "proc">,
  { uv, args }: { readonly uv: Uv; readonly args: readonly string[] },
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
