/**
 * A finished venv for a key: the known one, fixed where needed, or a new one.
 *
 * @module
 */
import { settleAll } from "../../core/concurrency/settle_all.ts";
import { join, relative } from "../../core/files/posix_path.ts";
import { buildVenv, type VenvPlan } from "./install/build_venv.ts";
import { buildVenvWithPip } from "./install/build_venv_with_pip.ts";
import { checkImports } from "./install/check_imports.ts";
import { lockTexts } from "../environment_inputs.ts";
import { installSources } from "./install/install_sources.ts";
import { type Interpreter, minorOf } from "../python/interpreter.ts";
import type { WorkspaceContext } from "../../workspace/workspace_context.ts";
import type { RenewOptions } from "../environment_options.ts";
import type { RenewedLocks } from "../lock/renew_locks.ts";
import { repairVenv } from "./repair_venv.ts";
import { inStage } from "../../core/reporter.ts";
import { lockEntries, lockOrigin } from "../lock/requirements_lock.ts";
import { writeShims } from "../../shell/entry/shims.ts";
import type { Toolchain } from "../toolchain.ts";
import { compareWithStamp } from "./venv_changes.ts";
import { preloadLibraries } from "./install/wheel_libraries.ts";
import {
  installedPackages,
  STAMP_FORMAT,
  type VenvStamp,
  writeStamp,
} from "./venv_stamp.ts";

/** How many states of PATH a stamp remembers. */
const REMEMBERED_SEARCHES = 8;

/** Which venv is wanted. */
export interface WantedVenv {
  readonly key: string;
  /** A finished venv of this key. */
  readonly known: VenvStamp | undefined;
  readonly interpreter: Interpreter;
  readonly locks: RenewedLocks;
  readonly tools: Toolchain;
  /** State of PATH that led to the interpreter. */
  readonly search: string;
  /** What `workspace.ts` and the user said. */
  readonly asked: string;
  /** Directories that exist, or that an orphaned installer may still write to. */
  readonly taken: readonly string[];
}

/**
 * Returns a venv that is finished and checked.
 *
 * @throws {UserError} when it cannot be built or its modules not imported
 */
export async function finishVenv(
  context: WorkspaceContext<"env" | "fs" | "proc">,
  wanted: WantedVenv,
  options: RenewOptions,
): Promise<{ stamp: VenvStamp; isChanged: boolean }> {
  const { system, workspace } = context;
  const { known } = wanted;
  if (known === undefined) {
    const stamp = await build(context, wanted, options);
    return { stamp, isChanged: true };
  }
  const { vanished } = await compareWithStamp(system, known);
  if (vanished.length > 0) {
    const repair = { ...wanted, vanished };
    await inStage(
      options.report,
      `Restoring ${vanished.join(", ")}`,
      () => repairVenv(context, { stamp: known, repair }, options),
    );
  }
  const unseen = workspace.python.imports
    .filter((name) => !known.imports.includes(name));
  if (unseen.length > 0 || vanished.length > 0) {
    await inStage(
      options.report,
      "Checking imports",
      () =>
        checkImports(system, {
          venv: known.venv,
          sitePackages: join(known.venv, known.sitePackages),
          modules: vanished.length > 0 ? workspace.python.imports : unseen,
          isProven: false,
          signal: options.signal,
        }),
    );
  }
  const searches = [
    wanted.search,
    ...known.searches.filter((search) => search !== wanted.search),
  ].slice(0, REMEMBERED_SEARCHES);
  const stamp: VenvStamp = {
    ...known,
    searches,
    imports: [...new Set([...known.imports, ...unseen])],
    watched: wanted.locks.inputs.watched,
    request: wanted.locks.inputs.request,
    asked: wanted.asked,
  };
  if (JSON.stringify(stamp) !== JSON.stringify(known)) {
    await writeStamp(system, stamp);
  }
  return { stamp, isChanged: vanished.length > 0 };
}

async function build(
  context: WorkspaceContext<"env" | "fs" | "proc">,
  { key, interpreter, locks, tools, search, asked, taken }: WantedVenv,
  { report, signal, onInstall, onInstalled }: RenewOptions,
): Promise<VenvStamp> {
  const { system, paths, workspace } = context;
  const { fs } = system;
  const uv = await tools.uv();
  await fs.mkdir(paths.venvs);
  const dir = await fs.realPath(paths.venvs) ?? paths.venvs;
  const venv = freeDir(join(dir, key), taken);
  const { inputs } = locks;
  const texts = lockTexts(inputs);
  const isProven = !locks.isNew && texts.length > 0 &&
    texts.every((text) =>
      lockOrigin(text)?.importedWith === minorOf(interpreter)
    );
  const modules = workspace.python.imports;
  const sitePackages = join(
    venv,
    "lib",
    `python${minorOf(interpreter)}`,
    "site-packages",
  );
  try {
    const title = texts.length > 0
      ? `Installing ${texts.flatMap(lockEntries).length} packages`
      : "Installing the packages";
    await inStage(report, title, async (stage) => {
      await using sources = await installSources(context, locks);
      const plan: VenvPlan = {
        venv,
        interpreter,
        stage,
        signal,
        sources,
        inputs,
        prompt: workspace.name,
      };
      const built = uv
        ? buildVenv(context, uv, plan)
        : buildVenvWithPip(context, plan);
      onInstall?.();
      await built;
    });
    onInstalled?.({ venv, sitePackages });
    await preloadLibraries(system, sitePackages);
    await fs.mkdir(join(sitePackages, "__pycache__")); // as an import would
    const [packages] = await settleAll([
      installedPackages(system, sitePackages),
      writeShims(context, venv),
      inStage(report, "Checking imports", () =>
        checkImports(system, {
          venv,
          sitePackages,
          modules,
          isProven,
          signal,
        })),
    ]);
    const stamp: VenvStamp = {
      format: STAMP_FORMAT,
      key,
      venv,
      interpreter,
      searches: [search],
      imports: modules,
      inputs: inputs.fingerprints,
      watched: inputs.watched,
      asked,
      request: inputs.request,
      sitePackages: relative(venv, sitePackages),
      packages,
    };
    await writeStamp(system, stamp);
    return stamp;
  } catch (error) {
    // On a full disk every byte that comes free counts.
    await fs.remove(venv).catch(() => {});
    throw error;
  }
}

/** The name itself, or with a number when something is or was there. */
function freeDir(wanted: string, taken: readonly string[]): string {
  for (let count = 1;; count++) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    if (!taken.includes(name)) return name;
  }
}
