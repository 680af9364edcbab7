/**
 * Removes what Hearth made and can make again.
 *
 * @module
 */
import { HEARTH } from "../system/launcher.ts";
import { join } from "../core/files/posix_path.ts";
import { readChoice } from "../shell/environment/environment_stamp.ts";
import { type Claim, claimPath } from "../services/claims/claim.ts";
import { EXIT, UserError } from "../core/errors.ts";
import { withLock } from "../core/files/file_lock.ts";
import { shellStatePath } from "../services/loop/service_shell.ts";
import type { Context } from "../core/context.ts";
import { removeNotebookFilter } from "../setup/notebooks/notebook_filter.ts";
import { pipePath } from "../services/logs/limited_log.ts";
import {
  beforeLog,
  earlierPath,
  readerPath,
  turnedPath,
} from "../services/logs/service_log.ts";
import { scanProcesses } from "../services/processes/process_scan.ts";
import { findServices, type Found } from "../services/status/service_status.ts";
import { type Reporter, silent } from "../core/reporter.ts";
import type { System } from "../system/mod.ts";

/** What was removed. */
export interface Cleaned {
  /** Absolute paths. */
  readonly removed: readonly string[];
  /** Of the files as they are counted by `du`; those shared with a cache count. */
  readonly kilobytes: number;
}

/**
 * Removes unused venvs and environments of the flake, logs and claims of
 * services that are gone; with `all` also `.venv`, git's notebook filter and
 * all of `.hearth` but the app's conversations and what services keep, which
 * only `data` removes.
 *
 * @throws {UserError} with `all` or `data` while a service runs
 */
export async function clean(
  context: Context<"fs" | "proc" | "net" | "clock">,
  { all, data = false, report = silent }: {
    readonly all: boolean;
    /** Also databases and other things that services keep. @default {false} */
    readonly data?: boolean;
    readonly report?: Reporter;
  },
): Promise<Cleaned> {
  const { system, paths } = context;
  const { fs } = system;
  if (await fs.stat(paths.state) === undefined) {
    const removed = all ? await removeNotebookFilter(context) : [];
    return { removed, kilobytes: 0 };
  }
  const work = async (): Promise<Cleaned> => {
    const found = await findServices(
      context,
      await scanProcesses(system),
    );
    if (all || data) refuseRunning(found);
    const hasData = data && await fs.stat(paths.data) !== undefined;
    const targets = [
      ...(all ? await everything(context) : await unused(context, found)),
      ...(hasData ? [paths.data] : []),
    ];
    const kilobytes = await sizeOf(system, targets);
    for (const target of targets) await fs.remove(target);
    const filter = all ? await removeNotebookFilter(context) : [];
    return { removed: [...targets, ...filter], kilobytes };
  };
  return await withLock(
    context,
    "setup",
    () => withLock(context, "services", work, { report }),
    { report },
  );
}

function refuseRunning(found: readonly Found[]): void {
  const running = found.filter(({ members }) => members.length > 0);
  if (running.length === 0) return;
  const names = running.map(({ name }) => name).join(", ");
  throw new UserError(`Cannot remove everything: still running: ${names}`, {
    hint: `Run first: ${HEARTH} stop`,
    exitCode: EXIT.failed,
  });
}

async function everything(
  { system: { fs }, paths }: Context<"fs">,
): Promise<string[]> {
  // A directory of the user's own that is called .venv is not ours to remove.
  const stat = await fs.statLink(paths.venv);
  const venv = stat?.kind === "link" ? [paths.venv] : [];
  // What cannot be made again stays; without it the directory goes as a whole.
  const kept = [paths.chat, paths.data];
  const entries = (await fs.readDir(paths.state) ?? [])
    .map(({ name }) => join(paths.state, name));
  const rest = entries.filter((path) => !kept.includes(path));
  if (rest.length === entries.length) return [...venv, paths.state];
  return [...venv, ...rest];
}

async function unused(
  context: Context<"fs">,
  found: readonly Found[],
): Promise<string[]> {
  const { paths } = context;
  const { fs } = context.system;
  const living = found.filter(({ members }) => members.length > 0);
  const used = new Set([
    await fs.realPath(paths.venv),
    ...living.map(({ claim }) => claim?.venv),
  ]);
  const venvs = (await fs.readDir(paths.venvs) ?? [])
    .map(({ name }) => join(paths.venvs, name))
    .filter((venv) => !used.has(venv));
  const written = new Set(
    living.flatMap(({ claim }) => claim === undefined ? [] : logsOf(claim)),
  );
  const logs = (await fs.readDir(paths.logs) ?? [])
    .map(({ name }) => join(paths.logs, name))
    .filter((log) => !written.has(log));
  const claims = found
    .filter(({ members, claim, state }) =>
      members.length === 0 && (claim !== undefined || state === "stale")
    )
    .flatMap(({ name }) => [
      claimPath(paths, name),
      shellStatePath(paths, name),
    ]);
  const choice = await readChoice(context);
  const environments = (await fs.readDir(paths.env) ?? [])
    .filter(({ name }) => /^[0-9a-f]{16}/.test(name))
    .map(({ name }) => join(paths.env, name))
    .filter((path) => path !== choice?.dir);
  return [...venvs, ...logs, ...claims, ...environments];
}

/** The files that a running service writes, and what keeps them below a limit. */
function logsOf({ log, before = [] }: Claim): string[] {
  const kept = [earlierPath, pipePath, readerPath, turnedPath]
    .map((part) => part(log));
  return [
    log,
    `${log}.new`,
    ...kept,
    ...before.map((_, index) => beforeLog(log, index + 1)),
  ];
}

async function sizeOf(
  { proc }: Pick<System, "proc">,
  targets: readonly string[],
): Promise<number> {
  if (targets.length === 0) return 0;
  const { stdout } = await proc.run(["du", "-sk", "--", ...targets]);
  return stdout.split("\n")
    .map((line) => Number.parseInt(line, 10))
    .filter((size) => Number.isFinite(size))
    .reduce((sum, size) => sum + size, 0);
}
