/**
 * Which Python a setup uses, without asking one where that is known.
 *
 * @module
 */
import { searchPython } from "./find_python.ts";
import type { Interpreter } from "./interpreter.ts";
import type { Context } from "../../core/context.ts";
import type { PythonRequest } from "../inputs/python_request.ts";
import type { RenewOptions } from "../environment_options.ts";
import { inStage } from "../../core/reporter.ts";
import { findUv, type Uv } from "../uv/uv.ts";
import { knownInterpreter, type VenvCheck } from "../venv/venv_check.ts";
import type { VenvStamp } from "../venv/venv_stamp.ts";
import { obtainPython } from "./obtain_python.ts";

/** What identifies which Python it is. */
export interface InterpreterChoice {
  readonly check: Pick<VenvCheck, "interpreter" | "search">;
  /** Of all finished venvs. */
  readonly stamps: readonly VenvStamp[];
  /** Path or version that the user asked for. */
  readonly wanted: string | undefined;
  /** What the workspace's files ask for. */
  readonly request: PythonRequest;
}

/**
 * Takes the interpreter that some finished venv knows for this state of PATH,
 * else looks for one, and for uv meanwhile, which will mostly be needed then.
 * Where none fits, the user may have uv install one.
 *
 * @throws {UserError} listing what was found and how to get what is needed
 */
export async function pickInterpreter(
  context: Context<"clock" | "env" | "fs" | "proc">,
  { check, stamps, wanted, request }: InterpreterChoice,
  options: Pick<RenewOptions, "report" | "signal" | "confirm">,
): Promise<{ interpreter: Interpreter; uv?: Uv | undefined }> {
  const { report, signal } = options;
  if (check.interpreter) return { interpreter: check.interpreter };
  for (const stamp of stamps) {
    const interpreter = await knownInterpreter(context.system, {
      stamp,
      search: check.search,
    });
    if (interpreter) return { interpreter };
  }
  const { range, preferred } = request;
  const pinned = wanted === undefined ? request.pinned : undefined;
  const search = { wanted, pinned, range, signal };
  const [found, uv] = await Promise.all([
    inStage(report, "Finding Python", async () => {
      // Its pins may have no wheels for a newer one.
      const isFree = wanted === undefined && pinned === undefined;
      const first = isFree && preferred !== undefined
        ? await searchPython(context, { ...search, pinned: preferred })
        : undefined;
      return first?.kind === "found"
        ? first
        : await searchPython(context, search);
    }),
    findUv(context),
  ]);
  if (found.kind === "found") return { interpreter: found.interpreter, uv };
  const minor = /^\d+\.\d+(?=\.)/.exec(pinned ?? "")?.[0];
  if (minor !== undefined) {
    const near = { ...search, pinned: minor };
    const other = await searchPython(context, near);
    if (other.kind === "found") {
      const { interpreter } = other;
      report.note(
        `.python-version asks for ${pinned}; using Python ${interpreter.version}`,
      );
      return { interpreter, uv };
    }
  }
  const interpreter = await obtainPython(context, {
    search,
    found,
    uv,
    preferred,
  }, options);
  return { interpreter, uv };
}
