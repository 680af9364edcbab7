/**
 * The stamp of a venv: what it was built from, written into it last.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import { readJson } from "../../core/files/read_json.ts";
import type { PythonRequest } from "../inputs/python_request.ts";
import type { WatchedFiles } from "../inputs/watched_files.ts";
import type { Interpreter } from "../python/interpreter.ts";
import { normalizedName } from "../lock/requirements/requirements.ts";
import type { System } from "../../system/mod.ts";

/** Stamps of another format count as none. */
export const STAMP_FORMAT = 2;

/** What a finished venv was built from and what it held then. */
export interface VenvStamp {
  readonly format: typeof STAMP_FORMAT;
  /** Names what it was built from; equal keys are interchangeable. */
  readonly key: string;
  /** Where it was built: its programs name this path. */
  readonly venv: string;
  /** Fingerprints by what they are of, for saying what changed. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Every file that was read for them, by content. */
  readonly watched: WatchedFiles;
  /** What `workspace.ts` and the user said about it. */
  readonly asked: string;
  /** Which Python that came to. */
  readonly request: PythonRequest;
  readonly interpreter: Interpreter;
  /** States of PATH that are known to lead to this interpreter. */
  readonly searches: readonly string[];
  /** Modules that were seen to be importable. */
  readonly imports: readonly string[];
  /** Relative to the venv. */
  readonly sitePackages: string;
  /** Installed distributions as `name==version`. */
  readonly packages: readonly string[];
}

/** Where a venv keeps its stamp. */
export function stampFile(venv: string): string {
  return join(venv, "hearth.json");
}

/** Reads a venv's stamp; none means that it was never finished, or was moved. */
export async function readStamp(
  system: Pick<System, "fs">,
  venv: string,
): Promise<VenvStamp | undefined> {
  const stamp = await readJson(system, stampFile(venv)) as
    | VenvStamp
    | null
    | undefined;
  return stamp?.format === STAMP_FORMAT && stamp.venv === venv
    ? stamp
    : undefined;
}

/** Writes a venv's stamp: from here on it counts as finished. */
export async function writeStamp(
  { fs }: Pick<System, "fs">,
  stamp: VenvStamp,
): Promise<void> {
  await fs.writeText(stampFile(stamp.venv), `${JSON.stringify(stamp)}\n`);
}

/** Whether a venv's `bin/python` still leads to the interpreter below it. */
export async function hasPython(
  { fs }: Pick<System, "fs">,
  { venv, interpreter }: Pick<VenvStamp, "venv" | "interpreter">,
): Promise<boolean> {
  const real = await fs.realPath(join(venv, "bin", "python"));
  return real === interpreter.realPath;
}

/** Installed distributions, as `name==version`, in order. */
export async function installedPackages(
  { fs }: Pick<System, "fs">,
  sitePackages: string,
): Promise<string[]> {
  const entries = await fs.readDir(sitePackages) ?? [];
  return entries.flatMap(({ name }) => {
    // pip sets aside what it is replacing under a name that begins with "~".
    const match = /^([^~-][^-]*)-([^-]+)\.dist-info$/.exec(name);
    return match ? [`${normalizedName(match[1] ?? "")}==${match[2]}`] : [];
  }).sort();
}
