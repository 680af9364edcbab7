/**
 * A repository that is not Hearth's own, run by Hearth's launcher.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { CHECKOUT } from "../checkout.ts";
import { type ChildResult, spawnChild } from "../child.ts";
import { killProcessesWith } from "../processes.ts";
import { sealedEnvironment } from "./sealed_environment.ts";

/** What it is made of. */
export interface ProjectWorkspaceOptions {
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Directory whose files are copied into it first. */
  readonly copyOf?: string;
}

/** A project with a workspace; disposing of it fails when a process was left over. */
export interface ProjectWorkspace extends AsyncDisposable {
  readonly root: string;
  readonly home: string;
  path(...parts: string[]): string;
  /** Runs a command of Hearth to its end; `env` is added to a sealed one. */
  run(
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<ChildResult>;
}

/** Makes a project in a directory of its own. */
export async function projectWorkspace(
  { files, copyOf }: ProjectWorkspaceOptions,
): Promise<ProjectWorkspace> {
  const base = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "hearth-test-" }),
  );
  const root = join(base, "my project");
  const home = join(base, "home");
  const sealed = await sealedEnvironment({ home, temp: join(base, "tmp") });
  const PATH = `${dirname(Deno.execPath())}:${sealed.PATH}`;
  await Deno.mkdir(root);
  if (copyOf !== undefined) await copyFiles(copyOf, root);
  for (const [file, text] of Object.entries(files)) {
    await Deno.mkdir(dirname(join(root, file)), { recursive: true });
    await Deno.writeTextFile(join(root, file), text);
  }
  const workspace: ProjectWorkspace = {
    root,
    home,
    path: (...parts) => join(root, ...parts),
    run: (args, env = {}) =>
      spawnChild([join(CHECKOUT, "bin/hearth"), ...args], {
        cwd: root,
        env: { ...sealed, PATH, ...env },
      }).result,
    async [Symbol.asyncDispose]() {
      const stopped = await workspace.run(["stop"]);
      const leftovers = await killProcessesWith("HOME", home);
      await Deno.remove(base, { recursive: true });
      if (stopped.code !== 0) {
        throw new Error(`Cannot stop the services:\n${stopped.stderr}`);
      }
      if (leftovers.length > 0) {
        throw new Error(`Left behind: ${JSON.stringify(leftovers)}`);
      }
    },
  };
  return workspace;
}

/** Copies files and directories, without what Python compiled there. */
async function copyFiles(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (name === "__pycache__") continue;
    const copy = isDirectory ? copyFiles : Deno.copyFile;
    await copy(join(from, name), join(to, name));
  }
}
