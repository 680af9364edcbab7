/**
 * Having uv install a Python, if the user agrees.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { EXIT, UserError } from "../../core/errors.ts";
import type { Context } from "../../core/context.ts";
import { inStage } from "../../core/reporter.ts";
import type { RenewOptions } from "../environment_options.ts";
import { toolchain } from "../toolchain.ts";
import { runUv, type Uv } from "../uv/uv.ts";
import {
  findPython,
  installableVersion,
  mayBeIn,
  noPython,
  type PythonFound,
  type PythonSearch,
} from "./find_python.ts";
import type { Interpreter } from "./interpreter.ts";
import { mayDownload } from "./python_hint.ts";

/** What was looked for in vain. */
export interface Unfound {
  readonly search: PythonSearch;
  readonly found: Extract<PythonFound, { kind: "none" }>;
  readonly uv: Uv | undefined;
  /** The version to install, where several serve. */
  readonly preferred?: string | undefined;
}

/**
 * Asks whether uv may install a Python that fits, and has it do so. Nothing is
 * downloaded unasked, and nothing where Nix provides Python.
 *
 * @throws {UserError} when it cannot ask, or the user declines
 */
export async function obtainPython(
  context: Context<"clock" | "env" | "fs" | "proc">,
  { search, found, uv: known, preferred }: Unfound,
  { report, signal, confirm }: Pick<
    RenewOptions,
    "report" | "signal" | "confirm"
  >,
): Promise<Interpreter> {
  const { system } = context;
  const { wanted, pinned, range } = search;
  const refusal = noPython(system, { search, refused: found.refused });
  const version = wanted ?? pinned ?? preferred ?? installableVersion(range);
  const isUseful = /^3(\.\d+){1,2}$/.test(version) &&
    mayBeIn(version, range);
  const hasUv = known !== undefined || found.other !== undefined;
  if (!isUseful || !hasUv || !mayDownload(system)) throw refusal;
  if (confirm === undefined) {
    throw new UserError(refusal.message, {
      hint:
        `Run: ${HEARTH} setup --yes, which has uv install Python ${version}`,
      exitCode: EXIT.needsUser,
    });
  }
  if (!await confirm(`Install Python ${version} with uv?`)) throw refusal;
  const uv = known ?? await otherUv(context, found.other, report);
  if (uv === undefined) throw refusal;
  await inStage(report, `Installing Python ${version}`, async (stage) => {
    // Only this download was agreed to.
    const env = { ...uv.env, UV_PYTHON_DOWNLOADS: "manual" };
    await runUv(system, {
      uv: { ...uv, env },
      args: ["python", "install", version],
    }, {
      purpose: `install Python ${version}`,
      cwd: context.paths.root,
      signal,
      onLine: (line) => stage.update(line.trim()),
    });
  });
  return await findPython(context, search);
}

/** A uv that a Python of another version installs. */
async function otherUv(
  context: Context<"clock" | "env" | "fs" | "proc">,
  interpreter: Interpreter | undefined,
  report: RenewOptions["report"],
): Promise<Uv | undefined> {
  if (interpreter === undefined) return undefined;
  return await toolchain(context, { interpreter, uv: undefined, report })
    .uv();
}
