/**
 * Which Python a setup uses, without asking one where that is known.
 *
 * @module
 */
import { findPython } from "./find_python.ts";
import type { Interpreter } from "./interpreter.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { RenewOptions } from "../environment_options.ts";
import { inStage } from "../../core/reporter.ts";
import type { System } from "../../system/mod.ts";
import { findUv, type Uv } from "../uv/uv.ts";
import { knownInterpreter, type VenvCheck } from "../venv/venv_check.ts";
import type { VenvStamp } from "../venv/venv_stamp.ts";

/** What identifies which Python it is. */
export interface InterpreterChoice {
  readonly check: Pick<VenvCheck, "interpreter" | "search">;
  /** Of all finished venvs. */
  readonly stamps: readonly VenvStamp[];
  /** Path or version that the user asked for. */
  readonly wanted: string | undefined;
  /** Range of versions that the workspace allows. */
  readonly range: string;
}

/**
 * Takes the interpreter that some finished venv knows for this state of PATH,
 * else looks for one, and for uv meanwhile, which will mostly be needed then.
 *
 * @throws {UserError} listing what was found and how to get what is needed
 */
export async function pickInterpreter(
  system: Pick<System, "env" | "fs" | "proc">,
  paths: Paths,
  { check, stamps, wanted, range }: InterpreterChoice,
  { report, signal }: Pick<RenewOptions, "report" | "signal">,
): Promise<{ interpreter: Interpreter; uv?: Uv | undefined }> {
  if (check.interpreter) return { interpreter: check.interpreter };
  for (const stamp of stamps) {
    const interpreter = await knownInterpreter(system, stamp, check.search);
    if (interpreter) return { interpreter };
  }
  const [interpreter, uv] = await Promise.all([
    inStage(
      report,
      "Finding Python",
      () => findPython(system, paths, { wanted, range, signal }),
    ),
    findUv(system, paths),
  ]);
  return { interpreter, uv };
}
