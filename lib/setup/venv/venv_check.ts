/**
 * Whether `.venv` is what the workspace asks for, told from files alone.
 *
 * @module
 */
import type { EnvironmentInputs } from "../environment_inputs.ts";
import {
  type Interpreter,
  isUnchanged,
  type Program,
  pythonsOnPath,
  searchState,
} from "../python/interpreter.ts";
import type { Context } from "../../core/context.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import type { SetupChoices } from "../setup_choices.ts";
import type { System } from "../../system/mod.ts";
import { areUnchanged, type WatchedFiles } from "../inputs/watched_files.ts";
import type { PythonRequest } from "../inputs/python_request.ts";
import { compareWithStamp } from "./venv_changes.ts";
import { absence, lockReasons, staleness } from "./venv_reasons.ts";
import { hasPython, readStamp, type VenvStamp } from "./venv_stamp.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** What was found. */
export interface VenvCheck {
  readonly current: boolean;
  /** Why it is not current, as sentences without their period. */
  readonly reasons: readonly string[];
  /** What was changed by hand, as sentences. */
  readonly notes: readonly string[];
  /** Read anew only where a file is not as the stamp says. */
  readonly inputs: EnvironmentInputs | undefined;
  /** Every file that decides, as it is now. */
  readonly watched: WatchedFiles;
  readonly request: PythonRequest;
  readonly pythons: readonly Program[];
  readonly search: string;
  /** The finished venv behind `.venv`, whether or not it is current. */
  readonly stamp: VenvStamp | undefined;
  /** Locked distributions that somebody removed. */
  readonly vanished: readonly string[];
  /** The interpreter, where files alone tell which one it is. */
  readonly interpreter: Interpreter | undefined;
}

/** What is compared with a venv's stamp. */
type Wanted = Pick<VenvCheck, "inputs" | "watched" | "request"> & {
  readonly fingerprints: Readonly<Record<string, string>>;
};

/**
 * Compares `.venv` with what the workspace asks for. Starts no process, and
 * reads no more than what its stamp lists while that is unchanged.
 *
 * @throws {UserError} when a file that lists packages is missing or cannot be
 * read
 */
export async function checkVenv(
  context: WorkspaceContext<"fs" | "env">,
  choices: SetupChoices,
): Promise<VenvCheck> {
  const { system, paths, workspace } = context;
  const { fs } = system;
  const [venv, link] = await Promise.all([
    fs.realPath(paths.venv),
    fs.statLink(paths.venv),
  ]);
  const isLink = link?.kind === "link" && venv !== undefined;
  const stamp = isLink ? await readStamp(system, venv) : undefined;
  const [wanted, pythons, changes, hasProgram] = await Promise.all([
    readWanted(context, { stamp, workspace, choices }),
    pythonsOnPath(context),
    stamp && compareWithStamp(system, stamp),
    stamp && hasPython(system, stamp),
  ]);
  const { inputs, watched, request, fingerprints } = wanted;
  const search = await searchState(context, {
    ...request,
    wanted: choices.python,
    pythons,
  });
  const interpreter = stamp &&
    await knownInterpreter(system, { stamp, search });
  const found = { stamp, changes, fingerprints, interpreter, hasProgram };
  const reasons = [
    ...(inputs ? await lockReasons(inputs) : []),
    ...(stamp
      ? await staleness(context, { ...found, stamp })
      : [absence(link?.kind, venv)]),
  ];
  return {
    current: reasons.length === 0,
    reasons,
    notes: changes?.notes ?? [],
    inputs,
    watched,
    request,
    pythons,
    search,
    stamp,
    interpreter,
    vanished: changes?.vanished ?? [],
  };
}

/** What the stamp says, where all of it still holds, else what files say. */
async function readWanted(
  context: Context<"fs">,
  { stamp, workspace, choices }: {
    stamp: VenvStamp | undefined;
    workspace: Workspace;
    choices: SetupChoices;
  },
): Promise<Wanted> {
  const asked = askedFor(workspace, choices);
  if (
    stamp?.asked === asked &&
    await areUnchanged(context.system, {
      root: context.paths.root,
      watched: stamp.watched,
    })
  ) {
    const { inputs: fingerprints, watched, request } = stamp;
    return { inputs: undefined, watched, request, fingerprints };
  }
  const { readInputs } = await import("../environment_inputs.ts");
  const inputs = await readInputs(context, {
    python: workspace.python,
    choices,
  });
  const { watched, request, fingerprints } = inputs;
  return { inputs, watched, request, fingerprints };
}

/** All that `workspace.ts` and the user say about what is installed. */
export function askedFor(
  { python }: Pick<Workspace, "python">,
  { groups, sharesLocks }: SetupChoices,
): string {
  const { imports: _checked, ...declared } = python;
  return JSON.stringify([declared, groups, sharesLocks]);
}

/** A stamp's interpreter, when PATH leads there and it is as it was. */
export async function knownInterpreter(
  system: Pick<System, "fs">,
  { stamp, search }: { readonly stamp: VenvStamp; readonly search: string },
): Promise<Interpreter | undefined> {
  return stamp.searches.includes(search) &&
      await isUnchanged(system, stamp.interpreter)
    ? stamp.interpreter
    : undefined;
}
