/**
 * Why a venv is not what the workspace asks for, in words.
 *
 * @module
 */
import type { EnvironmentInputs } from "../environment_inputs.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import type { Interpreter } from "../python/interpreter.ts";
import type { VenvChanges } from "./venv_changes.ts";
import { venvKey } from "./venv_key.ts";
import type { VenvStamp } from "./venv_stamp.ts";

/** What was found of a finished venv and of what it depends on. */
export interface FoundVenv {
  readonly stamp: VenvStamp;
  readonly changes: VenvChanges | undefined;
  /** Of what it would be built from now. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /** The stamp's interpreter, if a search still leads there. */
  readonly interpreter: Interpreter | undefined;
  /** Whether its `bin/python` works. */
  readonly hasProgram: boolean | undefined;
}

/** Why a finished venv is not current; nothing when it is. */
export async function staleness(
  { system, workspace }: WorkspaceContext<"fs" | "env">,
  { stamp, changes, fingerprints, interpreter, hasProgram }: FoundVenv,
): Promise<string[]> {
  const unseen = workspace.python.imports
    .filter((name) => !stamp.imports.includes(name));
  const reasons = [
    ...changedInputs(stamp.inputs, fingerprints),
    ...(interpreter ? [] : ["Python changed, or PATH has another one"]),
    ...(hasProgram ? [] : [".venv/bin/python is broken"]),
    ...(changes?.vanished ?? []).map((name) => `${name} is missing from .venv`),
    ...(unseen.length > 0
      ? [`workspace.ts lists new imports to check: ${unseen.join(", ")}`]
      : []),
  ];
  if (reasons.length > 0 || interpreter === undefined) return reasons;
  const key = await venvKey(system, { inputs: { fingerprints }, interpreter });
  return key === stamp.key ? [] : [".venv was built on another machine"];
}

/** Why no finished venv was found. */
export function absence(
  kind: string | undefined,
  venv: string | undefined,
): string {
  if (kind === undefined) return ".venv is missing";
  if (kind !== "link") return ".venv is a directory that setup did not make";
  return venv === undefined
    ? ".venv is a broken link"
    : ".venv is unfinished, or was moved or emptied";
}

/** Why the locks do not belong to what lists the packages. */
export async function lockReasons(
  inputs: EnvironmentInputs,
): Promise<string[]> {
  const { outdatedLocks } = await import("../environment_inputs.ts");
  return outdatedLocks(inputs).map(({ lock, requirements }) =>
    inputs.locks[lock]?.text === undefined
      ? `${lock} is missing`
      : `${lock} does not match ${requirements}`
  );
}

function changedInputs(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
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
