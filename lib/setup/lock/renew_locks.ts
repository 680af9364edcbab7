/**
 * Bringing the locks up to date with the requirements.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { join, relative } from "../../core/files/posix_path.ts";
import type { EnvironmentOptions } from "../environment_options.ts";
import {
  type EnvironmentInputs,
  type InputsRequest,
  outdatedLocks,
  readInputs,
} from "../environment_inputs.ts";
import { type LockPair, privatePair } from "../inputs/lock_pairs.ts";
import { UserError } from "../../core/errors.ts";
import { type Interpreter, minorOf } from "../python/interpreter.ts";
import { lockOrigin } from "./requirements_lock.ts";
import { lockRequirements } from "./lock_requirements.ts";
import type { Context } from "../../core/context.ts";
import { inStage, type Reporter } from "../../core/reporter.ts";
import { requireVariables } from "./requirements/required_variables.ts";
import type { System } from "../../system/mod.ts";
import type { Toolchain } from "../toolchain.ts";

/** Locks that match the requirements, some still as drafts. */
export interface RenewedLocks {
  readonly inputs: EnvironmentInputs;
  /** Absolute paths to install from. */
  readonly files: readonly string[];
  /** Whether any was made just now. */
  readonly isNew: boolean;
  /** Puts the drafts in the locks' places. */
  commit(): Promise<void>;
}

/** What is needed to lock. */
export interface RenewLocksRequest {
  readonly inputs: EnvironmentInputs;
  readonly interpreter: Interpreter;
  readonly tools: Toolchain;
  /** What to read the inputs for, once more. */
  readonly request: InputsRequest;
  readonly options: EnvironmentOptions & { readonly report: Reporter };
}

/**
 * Makes drafts of the locks that are outdated, or of all for an upgrade.
 *
 * @throws {UserError} when a lock is outdated where none may change, or with
 * uv's own reason
 */
export async function renewLocks(
  context: Context<"fs" | "proc" | "env">,
  { inputs, interpreter, tools, request, options }: RenewLocksRequest,
): Promise<RenewedLocks> {
  const { system, paths } = context;
  const outdated = options.upgrade
    ? inputs.pairs.filter(({ owner }) => owner !== "foreign")
    : outdatedFor(inputs, interpreter);
  const inPlace = inputs.pairs.map(({ lock }) => join(paths.root, lock));
  if (outdated.length === 0) {
    const commit = (): Promise<void> => Promise.resolve();
    return { inputs, files: inPlace, isNew: false, commit };
  }
  refuseWhereLocked(system, options, outdated);
  const uv = await tools.needUv("lock the requirements");
  const drafts = new Map<string, string>();
  let latest = inputs;
  for (const pair of inputs.pairs) {
    const isOutdated = outdated.includes(pair) ||
      outdatedFor(latest, interpreter).some(({ lock }) => lock === pair.lock);
    if (!isOutdated) continue;
    requireVariables(system, latest.locks[pair.lock]?.files ?? []);
    const draft = await inStage(
      options.report,
      `Locking ${pair.requirements}`,
      (stage) =>
        lockRequirements(context, uv, {
          pair,
          inputs: latest,
          python: interpreter.path,
          upgrade: options.upgrade ?? false,
          importedWith: minorOf(interpreter),
          signal: options.signal,
          onLine: (line) => stage.update(line),
        }),
    );
    drafts.set(pair.lock, draft);
    latest = await withDrafts(context, request, drafts);
  }
  return {
    inputs: latest,
    files: inputs.pairs.map(({ lock }) =>
      drafts.get(lock) ?? join(paths.root, lock)
    ),
    isNew: true,
    commit: async () => {
      for (const [lock, draft] of drafts) {
        const text = await system.fs.readText(draft);
        await system.fs.writeText(join(paths.root, lock), text ?? "");
        await system.fs.remove(draft);
      }
      for (const { owner, requirements } of latest.pairs) {
        if (owner !== "shared") continue;
        const { lock } = privatePair(paths, requirements);
        await system.fs.remove(join(paths.root, lock));
      }
    },
  };
}

/** The inputs as they will be when the drafts are in place. */
async function withDrafts(
  { system: { fs }, paths }: Context<"fs">,
  request: InputsRequest,
  drafts: ReadonlyMap<string, string>,
): Promise<EnvironmentInputs> {
  const readText = (path: string): ReturnType<System["fs"]["readText"]> =>
    fs.readText(drafts.get(relative(paths.root, path)) ?? path);
  return await readInputs({ system: { fs: { readText } }, paths }, request);
}

/** A private lock is for one minor version of Python. */
function outdatedFor(
  inputs: EnvironmentInputs,
  interpreter: Interpreter,
): LockPair[] {
  const outdated = outdatedLocks(inputs);
  return inputs.pairs.filter((pair) => {
    const { importedWith } = lockOrigin(inputs.locks[pair.lock]?.text ?? "") ??
      {};
    return outdated.includes(pair) ||
      (pair.owner === "private" && importedWith !== minorOf(interpreter));
  });
}

function refuseWhereLocked(
  { env }: Pick<System, "env">,
  { locked, upgrade, add }: EnvironmentOptions,
  outdated: readonly LockPair[],
): void {
  const isCi = /^(1|true)$/i.test(env.get("CI") ?? "");
  const isOrdered = upgrade || (add?.length ?? 0) > 0;
  const shared = outdated.filter(({ owner }) => owner === "shared");
  const isRefused = locked || (isCi && !isOrdered && shared.length > 0);
  if (!isRefused) return;
  if (shared.length === 0) {
    const lists = outdated.map(({ requirements }) => requirements).join(", ");
    throw new UserError(`Cannot use --locked: ${lists} has no lock`, {
      hint:
        `Run ${HEARTH} setup --lock on a development machine, and commit the lock.`,
    });
  }
  throw new UserError(
    `Cannot use ${
      shared.map(({ lock }) => lock).join(", ")
    }: the requirements have changed, and ` +
      (locked ? "--locked forbids an update" : "locks are not updated in CI"),
    {
      hint:
        `Run ${HEARTH} setup on a development machine, and commit the lock.`,
    },
  );
}
