/**
 * Changing a project's own files by the tool that owns them.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import { UserError } from "../../core/errors.ts";
import type { Context } from "../../core/context.ts";
import { dirname, join } from "../../core/files/posix_path.ts";
import { inStage } from "../../core/reporter.ts";
import type { System } from "../../system/mod.ts";
import type { RenewOptions } from "../environment_options.ts";
import { compileCommand } from "../inputs/formats/compiled_requirements.ts";
import type { DependencySource } from "../inputs/dependency_source.ts";
import type { Interpreter } from "../python/interpreter.ts";
import type { Toolchain } from "../toolchain.ts";
import { runUv } from "../uv/uv.ts";
import { projectOption } from "../venv/install/sync_lock.ts";
import { type Added, addRequirements } from "./add_requirements.ts";

/** What to change, and with what. */
export interface ProjectChange {
  readonly source: DependencySource;
  readonly interpreter: Interpreter;
  readonly tools: Toolchain;
  readonly options: RenewOptions;
}

const PROJECT = "pyproject.toml";

/** Nothing was changed. */
const NOTHING: Added = {
  isChanged: false,
  reasons: [],
  notes: [],
  undo: () => Promise.resolve(),
};

/**
 * Does what `--add` and `--upgrade` ask of files that belong to the project:
 * uv edits `pyproject.toml` and `uv.lock`, setup itself appends to requirements.
 *
 * @throws {UserError} where the project's list belongs to another tool, or with
 * uv's own reason
 */
export async function changeProject(
  context: Context<"fs" | "proc">,
  change: ProjectChange,
): Promise<Added> {
  const { system, paths } = context;
  const { source, options } = change;
  const { add = [], upgrade = false } = options;
  if (add.length === 0 && !upgrade) return NOTHING;
  const isProject = source.kind === "project" &&
    source.file.endsWith("pyproject.toml") &&
    await isOfUv(system, join(paths.root, source.file));
  if (source.kind === "uv" || (isProject && add.length > 0)) {
    return await changeByUv(context, change);
  }
  if (source.kind === "requirements" && add.length > 0) {
    const [file = ""] = source.files;
    return await addRequirements(context, { file, requirements: add });
  }
  const file = "lock" in source
    ? source.lock
    : "file" in source
    ? source.file
    : "";
  if (source.kind === "lock" || source.kind === "pylock") {
    const text = await system.fs.readText(join(paths.root, file)) ?? "";
    const command = compileCommand(text);
    throw new UserError(
      `Cannot ${upgrade ? "upgrade" : "add to"} ${file}: another tool made it`,
      {
        hint: command === undefined
          ? `Change it with that tool, then run: ${HEARTH} setup`
          : `Change what it is made from, run "${command}", then: ${HEARTH} setup`,
      },
    );
  }
  if (add.length === 0) return NOTHING;
  throw new UserError(`Cannot add to ${file}`, {
    hint: `Write it into ${file} yourself, then run: ${HEARTH} setup`,
  });
}

/** Whether uv can edit the file; tables of Poetry's are its own. */
async function isOfUv(
  { fs }: Pick<System, "fs">,
  path: string,
): Promise<boolean> {
  const { poetryTable } = await import("../inputs/formats/pyproject.ts");
  return poetryTable(await fs.readText(path) ?? "") === undefined;
}

async function changeByUv(
  { system, paths }: Context<"fs" | "proc">,
  { source, interpreter, tools, options }: ProjectChange,
): Promise<Added> {
  const { fs } = system;
  const { add = [], upgrade = false, report, signal } = options;
  const lock = source.kind === "uv" ? source.lock : undefined;
  const file = source.kind === "project" ? source.file : "";
  const dir = dirname(lock ?? file);
  const member = source.kind === "uv" ? source.member : undefined;
  const project = member === undefined ? join(dir, PROJECT) : PROJECT;
  const names = [project, join(dir, "uv.lock")];
  const before = await Promise.all(names.map(async (name) => {
    const path = join(paths.root, name);
    return { path, text: await fs.readText(path) };
  }));
  const undo = async (): Promise<void> => {
    for (const { path, text } of before) {
      if (text === undefined) await fs.remove(path);
      else if (await fs.readText(path) !== text) await fs.writeText(path, text);
    }
  };
  const uv = await tools.needUv(`change ${project}`);
  const run = { cwd: paths.root, signal };
  const python = ["--python", interpreter.path];
  const place = projectOption(paths.root, lock ?? file);
  try {
    if (add.length > 0) {
      await inStage(
        report,
        `Adding ${add.join(", ")}`,
        () =>
          runUv(system, {
            uv,
            args: [
              "add",
              // A project without uv.lock gets none by this.
              lock === undefined ? "--frozen" : "--no-sync",
              ...python,
              ...place,
              ...(member === undefined ? [] : ["--package", member]),
              ...add,
            ],
          }, { ...run, purpose: `add to ${project}` }),
      );
    }
    if (upgrade && lock !== undefined) {
      await inStage(
        report,
        `Upgrading ${lock}`,
        () =>
          runUv(system, {
            uv,
            args: ["lock", "--upgrade", ...python, ...place],
          }, {
            ...run,
            purpose: `upgrade ${lock}`,
          }),
      );
    }
  } catch (error) {
    await undo();
    throw error;
  }
  return {
    isChanged: true,
    reasons: add.length > 0 ? [`Added to ${project}: ${add.join(", ")}`] : [],
    notes: [],
    undo,
  };
}
