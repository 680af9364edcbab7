/**
 * A copy of the checkout in a fresh directory, with a sealed home.
 *
 * @module
 */
import { dirname, join } from "node:path";
import type {
  ServiceInput,
  WorkspaceInput,
} from "../../../lib/workspace/workspace.ts";
import { CHECKOUT, copyCheckout } from "../checkout.ts";
import {
  type Child,
  type ChildOptions,
  type ChildResult,
  spawnChild,
} from "../child.ts";
import { killProcessesWith } from "../processes.ts";
import { sealedEnvironment } from "./sealed_environment.ts";
import { tempDir } from "../temp_dir.ts";
import { SLOT_NAME, takeSlot, type WorkspaceSlot } from "./workspace_slot.ts";
import { tinyFiles } from "./tiny_workspace.ts";

/** What a temp workspace is made of. */
export interface TempWorkspaceOptions {
  /** Directory of the checkout that is copied. @default {the tests' own} */
  readonly from?: string;
  /**
   * `"full"` is the project as it is; `"tiny"` has one small package and the
   * services that are named here. @default {"tiny"}
   */
  readonly kind?: "tiny" | "full";
  /**
   * Whether a tiny one has the flake, whose nixpkgs is not small.
   * @default {false}
   */
  readonly flake?: boolean;
  readonly services?: Readonly<Record<string, ServiceInput>>;
  /** What else a tiny workspace declares. */
  readonly declares?: Partial<WorkspaceInput>;
  /** Directory name. @default {"workspace"} */
  readonly name?: string;
  /** Whether it is a git repository with one commit. @default {false} */
  readonly git?: boolean;
  /** Files to write over the copy, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** How to run a task in it; `env` is added to the sealed environment. */
export type TaskOptions = Partial<ChildOptions>;

/** A temp workspace; disposing of it fails when a process was left over. */
export interface TempWorkspace extends AsyncDisposable {
  readonly root: string;
  readonly home: string;
  /** The sealed environment. */
  readonly env: Readonly<Record<string, string>>;
  path(...parts: string[]): string;
  write(file: string, text: string): Promise<void>;
  /** Runs `main.ts` with arguments to its end. */
  run(args: readonly string[], options?: TaskOptions): Promise<ChildResult>;
  /** Starts `main.ts` with arguments; ended when the workspace is. */
  spawn(args: readonly string[], options?: TaskOptions): Child;
  /** Runs any program to its end, in the workspace and its environment. */
  exec(command: readonly string[], options?: TaskOptions): Promise<ChildResult>;
}

/** Makes a temp workspace. */
export async function tempWorkspace(
  {
    from = CHECKOUT,
    kind = "tiny",
    flake = kind === "full",
    services = {},
    declares = {},
    name = SLOT_NAME,
    git = false,
    files = {},
  }: TempWorkspaceOptions = {},
): Promise<TempWorkspace> {
  const { base, isCopied, ...place } = await takePlace({ from, name });
  const root = join(base, name);
  const home = join(base, "home");
  const env = await sealedEnvironment({ home, temp: join(base, "tmp") });
  const children: Child[] = [];
  const spawnIn = (
    command: readonly string[],
    options: TaskOptions = {},
  ): Child => {
    const child = spawnChild(command, {
      cwd: root,
      ...options,
      env: { ...env, ...options.env },
    });
    children.push(child);
    return child;
  };
  // Another Hearth than the copy, such as a built package.
  const kit = Deno.env.get("HEARTH_TEST_KIT");
  const main = kit === undefined
    ? [Deno.execPath(), "run", "-A", "--no-prompt", join(root, "main.ts")]
    : [join(kit, "bin", "hearth")];
  const workspace: TempWorkspace = {
    root,
    home,
    env,
    path: (...parts) => join(root, ...parts),
    async write(file, text) {
      await Deno.mkdir(dirname(join(root, file)), { recursive: true });
      await Deno.writeTextFile(join(root, file), text);
    },
    spawn: (args, options) => spawnIn([...main, ...args], options),
    run: (args, options) => workspace.spawn(args, options).result,
    exec: (command, options) => spawnIn(command, options).result,
    async [Symbol.asyncDispose]() {
      for (const child of children) await child[Symbol.asyncDispose]();
      const stopped = await stopServices(workspace);
      const leftovers = await killProcessesWith("HOME", home);
      await place[Symbol.asyncDispose]();
      if (stopped !== undefined && stopped.code !== 0) {
        throw new Error(`Cannot stop the services:\n${stopped.stderr}`);
      }
      if (leftovers.length > 0) {
        throw new Error(`Left behind: ${JSON.stringify(leftovers)}`);
      }
    },
  };
  try {
    if (!isCopied) await copyCheckout(root, from);
    if (!flake) {
      for (const file of ["flake.nix", "flake.lock"]) {
        // An earlier commit may have had none.
        await Deno.remove(join(root, file)).catch(() => {});
      }
    }
    const settings = await Deno.readTextFile(join(root, "uv.toml"))
      .catch(() => "");
    const written = {
      ...(kind === "tiny" && tinyFiles(services, declares, settings)),
      ...files,
    };
    for (const [file, text] of Object.entries(written)) {
      await workspace.write(file, text);
    }
    if (git) await commitAll(workspace);
  } catch (error) {
    await place[Symbol.asyncDispose]();
    throw error;
  }
  return workspace;
}

/** A directory for it, which may have a copy of the checkout already. */
async function takePlace(
  { from, name }: { readonly from: string; readonly name: string },
): Promise<WorkspaceSlot & { readonly isCopied: boolean }> {
  const slot = from === CHECKOUT && name === SLOT_NAME
    ? await takeSlot()
    : undefined;
  if (slot !== undefined) return { ...slot, isCopied: true };
  const { path, ...dir } = await tempDir();
  return { ...dir, base: path, isCopied: false };
}

/** Ends what a test may have left running, if it ever started something. */
async function stopServices(
  workspace: TempWorkspace,
): Promise<ChildResult | undefined> {
  if (!(await exists(workspace.path(".hearth", "run")))) return undefined;
  return await workspace.run(["stop"]);
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function commitAll(workspace: TempWorkspace): Promise<void> {
  const author = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];
  for (
    const args of [
      ["init", "--quiet"],
      ["add", "--all"],
      [...author, "commit", "--quiet", "--message", "start"],
    ]
  ) {
    const { code, stderr } = await workspace.exec(["git", ...args]);
    if (code !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  }
}
