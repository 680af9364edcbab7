/**
 * The environment of the flake's shell, kept so that Nix need not be asked.
 *
 * A kept environment is named by the content of what the flake reads and built
 * under that name. What entering takes changes only when it is finished:
 * whatever fails, the last good one stays.
 *
 * @module
 */
import { withLock } from "../../core/files/file_lock.ts";
import type { Context } from "../../core/context.ts";
import { join } from "../../core/files/posix_path.ts";
import { inStage, silent, type WorkOptions } from "../../core/reporter.ts";
import {
  buildEnvironment,
  isKept,
  variablesFile,
} from "./build_environment.ts";
import {
  type EnvironmentChoice,
  readChoice,
  writeChoice,
} from "./environment_stamp.ts";
import { findNix } from "../../nix/find_nix.ts";
import {
  type FlakeSources,
  flakeSources,
  sourcesKey,
} from "./flake_sources.ts";
import { look } from "../entry/stat_files.ts";

/** How many environments stay beside the one in use. */
const KEPT = 3;
/** Seconds to wait for another one's Nix, which may be downloading. */
const TIMEOUT_S = 1800;

/** What became of the environment. */
export interface ShellEnvironment {
  /** `none` without a flake or without Nix: then there is `.venv` alone. */
  readonly outcome: "current" | "reused" | "built" | "failed" | "none";
  /** Nix's own first error, when it failed. */
  readonly error?: string;
}

/** How to renew. */
export interface RenewShellOptions extends WorkOptions {
  /** Asks Nix even where nothing changed. @default {false} */
  readonly rebuild?: boolean;
}

/** Makes the environment that entering takes the one of the flake as it is. */
export async function renewShellEnvironment(
  context: Context<"fs" | "proc" | "env" | "clock">,
  options: RenewShellOptions = {},
): Promise<ShellEnvironment> {
  const { system } = context;
  const { report = silent, signal } = options;
  const flake = await system.fs.stat(join(context.paths.root, "flake.nix"));
  const nix = await findNix(system);
  if (flake === undefined || nix === undefined) return { outcome: "none" };
  return await withLock(context, "env", async () => {
    const sources = await flakeSources(context);
    const watched = await look(system, sources.watched);
    // Read again after the look: a change from then on is noticed at entry.
    const fresh = await flakeSources(context);
    const before = await readChoice(context);
    const choice = await choose(
      context,
      { nix, sources: fresh, before },
      options,
    );
    await writeChoice(context, { choice, watched });
    await prune(context, choice);
    if (choice.error !== "") return { outcome: "failed", error: choice.error };
    if (choice.dir === before?.dir) return { outcome: "current" };
    return { outcome: "built" };
  }, {
    report,
    signal,
    patience: TIMEOUT_S,
  });
}

/** Takes up a kept environment, or has Nix build one. */
async function choose(
  { system, paths }: Context<"fs" | "proc" | "env">,
  { nix, sources, before }: {
    readonly nix: readonly string[];
    readonly sources: FlakeSources;
    readonly before: EnvironmentChoice | undefined;
  },
  { report = silent, signal, rebuild = false }: RenewShellOptions,
): Promise<EnvironmentChoice> {
  const key = await sourcesKey(system, sources);
  const entries = await system.fs.readDir(paths.env) ?? [];
  const names = entries.map(({ name }) => name);
  if (!rebuild) {
    for (const name of names.filter((name) => name.startsWith(key))) {
      const dir = join(paths.env, name);
      if (await isKept(system, dir)) return { key, dir, error: "" };
    }
    // It would fail in the same way again.
    if (before?.key === key && before.error !== "") return before;
  }
  const dir = join(paths.env, freeName(key, names));
  const error = await inStage(
    report,
    "Evaluating flake.nix",
    (stage) =>
      buildEnvironment(system, nix, {
        dir,
        root: paths.root,
        sources,
        signal,
        onLine: (line) => stage.update(line.trim()),
      }),
  );
  if (error === undefined) return { key, dir, error: "" };
  const last = before?.dir;
  const isGood = typeof last === "string" && await isKept(system, last);
  return { key, dir: isGood ? last : null, error };
}

/** Nothing is ever built over what another shell may be reading. */
function freeName(key: string, taken: readonly string[]): string {
  let name = key;
  for (let count = 2; taken.includes(name); count++) name = `${key}-${count}`;
  return name;
}

/** Removes what was never finished and all but the newest environments. */
async function prune(
  { system: { fs }, paths }: Context<"fs">,
  { dir }: EnvironmentChoice,
): Promise<void> {
  const entries = await fs.readDir(paths.env) ?? [];
  const others = entries.filter(({ name }) => /^[0-9a-f]{16}/.test(name))
    .map(({ name }) => join(paths.env, name))
    .filter((path) => path !== dir);
  const aged = await Promise.all(others.map(async (path) => ({
    path,
    age: (await fs.stat(variablesFile(path)))?.mtime ?? 0,
  })));
  aged.sort((a, b) => b.age - a.age);
  const doomed = aged.filter(({ age }, index) => age === 0 || index >= KEPT);
  for (const { path } of doomed) await fs.remove(path);
}
