/**
 * Making `.venv` what the workspace asks for, one at a time.
 *
 * @module
 */
import { HEARTH } from "../system/launcher.ts";
import { changeProject } from "./lock/change_project.ts";
import { refuseSharing } from "./lock/refuse_sharing.ts";
import { checkUvLock } from "./lock/check_uv_lock.ts";
import { claimedServices, readClaim } from "../services/claims/claim.ts";
import {
  currentResult,
  type EnvironmentResult,
  type EnvironmentSystem,
  type RenewOptions,
} from "./environment_options.ts";
import { settleAll } from "../core/concurrency/settle_all.ts";
import { readInputs } from "./environment_inputs.ts";
import { withLock } from "../core/files/file_lock.ts";
import { finishVenv } from "./venv/finish_venv.ts";
import type { Context } from "../core/context.ts";
import type { WorkspaceContext } from "../workspace/workspace_context.ts";
import { pickInterpreter } from "./python/pick_interpreter.ts";
import { listVenvs, pruneVenvs, removeAll } from "./venv/prune_venvs.ts";
import { renewLocks } from "./lock/renew_locks.ts";
import { type SetupChoices, writeChoices } from "./setup_choices.ts";
import { removeSetupDrafts } from "./setup_drafts.ts";
import { swapVenv } from "./venv/swap_venv.ts";
import { toolchain } from "./toolchain.ts";
import { venvKey } from "./venv/venv_key.ts";
import { askedFor, checkVenv, type VenvCheck } from "./venv/venv_check.ts";
import { compareWithStamp, nameOf } from "./venv/venv_changes.ts";
import type { VenvStamp } from "./venv/venv_stamp.ts";

/** Seconds to wait for another setup, which may be downloading gigabytes. */
const TIMEOUT_S = 1800;

/**
 * Builds, reuses or repairs a venv and points `.venv` at it. The lock file and
 * `.venv` change last, after everything that can fail.
 *
 * @throws {UserError} naming what is in the way and what to type
 */
export async function renewEnvironment(
  context: WorkspaceContext<keyof EnvironmentSystem>,
  choices: SetupChoices,
  options: RenewOptions,
): Promise<EnvironmentResult> {
  const { report, signal } = options;
  return await withLock(context, "setup", async () => {
    const check = await checkVenv(context, choices);
    const isOrdered = options.upgrade || options.lock ||
      (options.add?.length ?? 0) > 0;
    if (check.current && check.stamp && !isOrdered) {
      await writeChoices(context, choices);
      return currentResult(check, check.stamp.venv);
    }
    const used = await claimedVenvs(context);
    const result = await renew(context, {
      check,
      choices,
      used,
    }, options);
    await pruneVenvs(context, used);
    return result;
  }, {
    report,
    signal,
    patience: TIMEOUT_S,
  });
}

async function renew(
  context: WorkspaceContext<keyof EnvironmentSystem>,
  { check, choices, used }: {
    check: VenvCheck;
    choices: SetupChoices;
    used: readonly string[];
  },
  options: RenewOptions,
): Promise<EnvironmentResult> {
  const { system, workspace } = context;
  const { report, signal } = options;
  const stock = await listVenvs(context);
  const unused = stock.orphans.filter((venv) => !used.includes(venv));
  await removeAll(system, unused);
  await removeSetupDrafts(context);
  const { request } = check;
  const { interpreter, uv } = await pickInterpreter(context, {
    check,
    stamps: stock.finished,
    wanted: choices.python,
    request,
  }, options);
  const tools = toolchain(context, { interpreter, uv, report, signal });
  const wanted = { python: workspace.python, choices };
  const before = check.inputs ?? await readInputs(context, wanted);
  const { source } = before;
  if (options.lock) refuseSharing(source, before.pairs);
  const kept = {
    ...choices,
    sharesLocks: choices.sharesLocks ||
      before.pairs.some(({ owner }) => owner === "shared"),
  };
  const added = await changeProject(context, {
    source,
    interpreter,
    tools,
    options,
  });
  try {
    const inputs = added.isChanged ? await readInputs(context, wanted) : before;
    const locks = await renewLocks(context, {
      inputs,
      interpreter,
      tools,
      options,
      request: wanted,
    });
    const key = await venvKey(system, { inputs: locks.inputs, interpreter });
    const built = stock.finished.find((stamp) => stamp.key === key);
    const [staleness, finished] = await settleAll([
      checkUvLock(context, {
        source,
        interpreter,
        signal,
        locked: options.locked,
        uv: source.kind === "uv" ? await tools.uv() : undefined,
      }),
      finishVenv(context, {
        key,
        known: built,
        interpreter,
        locks,
        tools,
        search: check.search,
        asked: askedFor(workspace, kept),
        taken: [...stock.orphans, ...stock.finished.map(({ venv }) => venv)],
      }, options),
    ]);
    await locks.commit();
    const wasCurrent = check.stamp?.venv === finished.stamp.venv;
    const aside = await swapVenv(context, finished.stamp.venv);
    await writeChoices(context, kept);
    return {
      outcome: finished.isChanged ? "built" : wasCurrent ? "current" : "reused",
      venv: finished.stamp.venv,
      pythons: check.pythons,
      reasons: [
        ...check.reasons,
        ...(options.upgrade ? ["--upgrade was given"] : []),
        ...added.reasons,
      ],
      notes: [
        ...aside,
        ...tools.notes,
        ...added.notes,
        ...inputs.notes,
        ...staleness,
        ...await leftBehind(system, check.stamp, finished.stamp),
      ],
    };
  } catch (error) {
    await added.undo();
    throw error;
  }
}

/** Venvs that services were started from, whether or not they still run. */
async function claimedVenvs(
  context: Context<"fs">,
): Promise<string[]> {
  const names = await claimedServices(context);
  const claims = await Promise.all(
    names.map((name) => readClaim(context, name)),
  );
  return claims.flatMap((claim) => claim?.venv ?? []);
}

/** Names what was installed by hand before and is not in the new venv. */
async function leftBehind(
  system: Pick<EnvironmentSystem, "fs">,
  before: VenvStamp | undefined,
  now: VenvStamp,
): Promise<string[]> {
  if (before === undefined) return [];
  const { added, notes } = await compareWithStamp(system, before);
  if (before.venv === now.venv) return [...notes];
  const present = new Set(now.packages.map(nameOf));
  const lost = added.filter((item) => !present.has(nameOf(item)));
  return lost.length === 0 ? [] : [
    `Installed manually in the earlier .venv, but not in this one: ${
      lost.join(", ")
    }. To add it, run: ${HEARTH} setup --add ${
      lost.map(nameOf).join(" --add ")
    }`,
  ];
}
