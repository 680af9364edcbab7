/**
 * Whether `.venv` is what the workspace asks for, told from files alone.
 *
 * @module
 */
import {
  type EnvironmentInputs,
  outdatedLocks,
  readInputs,
  venvKey,
} from "../environment_inputs.ts";
import {
  type Interpreter,
  isUnchanged,
  searchState,
} from "../python/interpreter.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { SetupChoices } from "../setup_choices.ts";
import type { System } from "../../system/mod.ts";
import { compareWithStamp } from "./venv_changes.ts";
import { hasPython, readStamp, type VenvStamp } from "./venv_stamp.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** What was found. */
export interface VenvCheck {
  readonly current: boolean;
  /** Why it is not current, as sentences without their period. */
  readonly reasons: readonly string[];
  /** What was changed by hand, as sentences. */
  readonly notes: readonly string[];
  readonly inputs: EnvironmentInputs;
  readonly search: string;
  /** The finished venv behind `.venv`, whether or not it is current. */
  readonly stamp: VenvStamp | undefined;
  /** Locked distributions that somebody removed. */
  readonly vanished: readonly string[];
  /** The interpreter, where files alone tell which one it is. */
  readonly interpreter: Interpreter | undefined;
}

/**
 * Compares `.venv` with what the workspace asks for. Starts no process.
 *
 * @throws {UserError} when a requirements file is missing
 */
export async function checkVenv(
  system: Pick<System, "fs" | "env">,
  paths: Paths,
  workspace: Workspace,
  choices: SetupChoices,
): Promise<VenvCheck> {
  const { fs } = system;
  const { version: range, imports } = workspace.python;
  const [inputs, search, venv, link] = await Promise.all([
    readInputs(system, paths, choices.groups, range),
    searchState(system, paths, choices.python, range),
    fs.realPath(paths.venv),
    fs.statLink(paths.venv),
  ]);
  const isLink = link?.kind === "link" && venv !== undefined;
  const stamp = isLink ? await readStamp(system, venv) : undefined;
  const interpreter = stamp && await knownInterpreter(system, stamp, search);
  const changes = stamp && await compareWithStamp(system, stamp);
  const hasProgram = stamp && await hasPython(system, stamp);
  const reasons = [
    ...outdatedLocks(inputs).map(({ lock, requirements }) =>
      inputs.lockTexts[lock] === undefined
        ? `${lock} is missing`
        : `${lock} does not match ${requirements}`
    ),
    ...(stamp ? [] : [absence(link?.kind, venv)]),
  ];
  if (stamp && changes) {
    reasons.push(
      ...changedInputs(stamp, inputs),
      ...(interpreter ? [] : ["Python changed, or PATH has another one"]),
      ...(hasProgram ? [] : [".venv/bin/python is broken"]),
      ...changes.vanished.map((name) => `${name} is missing from .venv`),
    );
    const unseen = imports.filter((name) => !stamp.imports.includes(name));
    if (unseen.length > 0) {
      reasons.push(
        `workspace.ts lists new imports to check: ${unseen.join(", ")}`,
      );
    }
    const expected = interpreter && await venvKey(system, inputs, interpreter);
    if (reasons.length === 0 && expected !== stamp.key) {
      reasons.push(".venv was built on another machine");
    }
  }
  return {
    current: reasons.length === 0,
    reasons,
    notes: changes?.notes ?? [],
    inputs,
    search,
    stamp,
    vanished: changes?.vanished ?? [],
    interpreter,
  };
}

/** A stamp's interpreter, when PATH leads there and it is as it was. */
export async function knownInterpreter(
  system: Pick<System, "fs">,
  stamp: VenvStamp,
  search: string,
): Promise<Interpreter | undefined> {
  return stamp.searches.includes(search) &&
      await isUnchanged(system, stamp.interpreter)
    ? stamp.interpreter
    : undefined;
}

function absence(kind: string | undefined, venv: string | undefined): string {
  if (kind === undefined) return ".venv is missing";
  if (kind !== "link") return ".venv is a directory that setup did not make";
  return venv === undefined
    ? ".venv is a broken link"
    : ".venv is unfinished, or was moved or emptied";
}

function changedInputs(
  { inputs: before }: VenvStamp,
  { fingerprints: now }: EnvironmentInputs,
): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((name) => before[name] !== now[name])
    .map((name) =>
      now[name] === undefined
        ? `${name} is no longer used`
        : before[name] === undefined
        ? `${name} is new`
        : `${name} changed`
    );
}
