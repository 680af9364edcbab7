/**
 * A copy of a workspace in a directory of its own, with a sealed home.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { CommandResult, System } from "../../system/mod.ts";
import type { Subject, SuiteContext } from "../sampling/suite.ts";
import { copyRepository } from "./copy_repository.ts";
import { killMarked } from "./end_processes.ts";
import { sealedEnvironment } from "./sealed_environment.ts";

/** How to run a program in it. */
export interface ExecOptions {
  /** @default {the copy's root} */
  readonly cwd?: string;
  /** Added to the sealed environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Text for its standard input; empty when absent. */
  readonly stdin?: string;
}

/** A copy of a workspace; disposing of it leaves nothing. */
export interface WorkspaceCopy extends AsyncDisposable {
  readonly root: string;
  /** Directory of the Hearth that runs it. */
  readonly kit: string;
  readonly home: string;
  /** The sealed environment. */
  readonly env: Readonly<Record<string, string>>;
  path(...parts: string[]): string;
  write(file: string, text: string): Promise<void>;
  /** Hearth's command line, which its arguments follow. */
  readonly hearth: readonly string[];
  /** Runs Hearth with arguments to its end. */
  run(args: readonly string[], options?: ExecOptions): Promise<CommandResult>;
  /** Runs any program to its end, in the copy and its environment. */
  exec(
    command: readonly string[],
    options?: ExecOptions,
  ): Promise<CommandResult>;
}

/** What to change of what is copied. */
export interface CopyChanges {
  /** Files to write over the copy, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files to take away. */
  readonly without?: readonly string[];
}

/** What a user has beside the repository, and a workspace may need to start. */
const PRIVATE = [".env", "local.nix"];

/** Copies a subject's workspace. */
export async function copyWorkspace(
  { system, dir, note, signal }: Pick<
    SuiteContext,
    "system" | "dir" | "note" | "signal"
  >,
  subject: Subject,
  { files = {}, without = [] }: CopyChanges = {},
): Promise<WorkspaceCopy> {
  const { fs, proc } = system;
  const base = join(dir, `place-${crypto.randomUUID().slice(0, 8)}`);
  const home = join(base, "home");
  await fs.mkdir(base, { mode: 0o700 });
  const to = join(base, "workspace");
  const root = await copyRepository(system, subject.root, { to });
  const isOwn = subject.kit === subject.root;
  const kit = isOwn ? root : subject.kit;
  if (!isOwn) await linkPrivate(system, subject, root);
  for (const file of without) await fs.remove(join(root, file));
  const env = await sealedEnvironment(system, {
    home,
    temp: join(base, "tmp"),
  });
  const hearth = await kitCommand(system, { kit, root });
  const exec = (
    command: readonly string[],
    options: ExecOptions = {},
    ending?: AbortSignal,
  ): Promise<CommandResult> =>
    proc.run(command, {
      cwd: options.cwd ?? root,
      env: { ...env, ...options.env },
      ...(options.stdin !== undefined && { stdin: options.stdin }),
      ...(ending && { signal: ending, group: true }),
    });
  const copy: WorkspaceCopy = {
    root,
    kit,
    home,
    env,
    hearth,
    path: (...parts) => join(root, ...parts),
    write: (file, text) => fs.writeText(join(root, file), text),
    run: (args, options) => copy.exec([...hearth, ...args], options),
    exec: (command, options) => exec(command, options, signal),
    async [Symbol.asyncDispose]() {
      const isStarted = await fs.stat(join(root, ".hearth", "run"));
      if (isStarted) await exec([...hearth, "stop"]);
      const left = await killMarked(system, { name: "HOME", value: home });
      // What an interruption cut off is no news.
      for (const command of signal.aborted ? [] : left) {
        note(`Left behind and ended: ${command}`);
      }
      await fs.remove(base);
    },
  };
  for (const [file, text] of Object.entries(files)) {
    await copy.write(file, text);
  }
  return copy;
}

/** Links, so that no secret is written to another place. */
async function linkPrivate(
  { fs }: Pick<System, "fs">,
  subject: Subject,
  root: string,
): Promise<void> {
  for (const name of PRIVATE) {
    const path = join(subject.origin, name);
    if (await fs.stat(path) === undefined) continue;
    if (await fs.statLink(join(root, name)) !== undefined) continue;
    await fs.replaceLink(join(root, name), path);
  }
}

/**
 * The command line of the Hearth in `kit`, which its arguments follow: sources,
 * or the JavaScript of the package. In its own checkout Deno finds the settings
 * by itself.
 */
async function kitCommand(
  { fs, env }: Pick<System, "fs" | "env">,
  { kit, root }: { readonly kit: string; readonly root: string },
): Promise<string[]> {
  const isBundled = await fs.stat(join(kit, "main.js")) !== undefined;
  const config = kit === root ? [] : ["--config", join(kit, "deno.json")];
  return [
    env.deno,
    "run",
    "-A",
    "--no-prompt",
    ...config,
    join(kit, isBundled ? "main.js" : "main.ts"),
  ];
}
