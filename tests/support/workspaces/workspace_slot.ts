/**
 * Copies of the checkout that tests use one after the other. A new copy costs a
 * second of a processor, also because Deno compiles modules once for each path
 * that they have; restoring what a test changed costs a tenth of that.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { denoSystem } from "../../../lib/system/deno.ts";
import type { FileLock } from "../../../lib/system/mod.ts";
import { CHECKOUT, MADE } from "../checkout.ts";
import { killProcessesWith } from "../processes.ts";

/** Slots of one user; short, as sockets have paths below them. */
const SHARED = `/tmp/hearth-slots-${Deno.uid()}`;

/** The copy's directory. */
export const SLOT_NAME = "workspace";

/** A slot that no other test has. */
export interface WorkspaceSlot extends AsyncDisposable {
  /** Has the copy in {@linkcode SLOT_NAME}, and may have more until it is given back. */
  readonly base: string;
}

/** File of a pool that says whose it is. */
const OWNER = "checkout";

/** What git goes by besides its arguments: nothing of the developer's. */
const SEALED = {
  PATH: Deno.env.get("PATH") ?? "",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
};

/**
 * Takes the first slot that is free, with the files that a clone of the
 * checkout would have now.
 *
 * @returns `undefined` where git cannot tell which files those are
 */
export async function takeSlot(): Promise<WorkspaceSlot | undefined> {
  if (!await isPresent(join(CHECKOUT, ".git"))) return undefined;
  const pool = join(SHARED, digest(CHECKOUT));
  if (!await isPresent(pool)) await beginPool(pool);
  for (let number = 1;; number++) {
    const base = join(pool, `${number}`);
    const lock = await denoSystem().fs.tryLock(`${base}.lock`);
    if (lock === undefined) continue;
    try {
      await restore(base);
    } catch (error) {
      lock.release();
      throw error;
    }
    return { base, [Symbol.asyncDispose]: () => giveBack(base, lock) };
  }
}

/** Makes a place for slots, and removes those of checkouts that are gone. */
async function beginPool(pool: string): Promise<void> {
  await Deno.mkdir(pool, { recursive: true, mode: 0o700 });
  await Deno.writeTextFile(join(pool, OWNER), CHECKOUT);
  for await (const { name } of Deno.readDir(SHARED)) {
    const owner = await denoSystem().fs.readText(join(SHARED, name, OWNER));
    // Empty, it is just being written by another process of tests.
    if (owner && !await isPresent(owner)) {
      await remove(join(SHARED, name));
    }
  }
}

/** Makes the copy what the checkout is. */
async function restore(base: string): Promise<void> {
  // A test that was killed ends nothing.
  await killProcessesWith("HOME", join(base, "home"));
  await removeBeside(base);
  const workspace = join(base, SLOT_NAME);
  await remove(join(workspace, ".git"));
  if (await hasOddFile(workspace)) await remove(workspace);
  await Deno.mkdir(workspace, { recursive: true });
  if (!await isPresent(join(base, "store"))) await git(base, "init", "--bare");
  const all = ["add", "--all", "--", ".", `:!${MADE}`];
  await gitIn(base, { tree: CHECKOUT, index: "checkout" }, ...all);
  const from = { tree: CHECKOUT, index: "checkout" };
  const files = (await gitIn(base, from, "write-tree")).trim();
  const copy = { tree: workspace, index: "copy" };
  if (!await isPresent(join(workspace, "main.ts"))) {
    await remove(join(base, "store", "copy"));
  }
  await gitIn(base, copy, "read-tree", "--reset", "-u", files);
  await gitIn(base, copy, "clean", "-ff", "-d", "-x", "-q");
}

/** Leaves nothing that takes room, and lets the next test have the slot. */
async function giveBack(base: string, lock: FileLock): Promise<void> {
  try {
    await removeBeside(base);
    for (const made of [".git", ".hearth", ".venv"]) {
      await remove(join(base, SLOT_NAME, made));
    }
  } finally {
    lock.release();
  }
}

/** Removes what a test put beside the copy. */
async function removeBeside(base: string): Promise<void> {
  if (!await isPresent(base)) return;
  for await (const { name } of Deno.readDir(base)) {
    if (name !== SLOT_NAME && name !== "store") {
      await remove(join(base, name));
    }
  }
}

/**
 * Whether a test left what is not like the files of a copy, or what git takes no
 * notice of, such as a pipe.
 */
async function hasOddFile(workspace: string): Promise<boolean> {
  if (!await isPresent(workspace)) return false;
  const { stdout, success } = await new Deno.Command("find", {
    args: [
      ...[workspace, "(", "!", "-user", `${Deno.uid()}`],
      ...["-o", "-type", "d", "!", "-perm", "-700"],
      ...["-o", "-type", "f", "!", "-perm", "-600"],
      ...["-o", "!", "-type", "f", "!", "-type", "d", "!", "-type", "l"],
      ...["-o", "-type", "f", "-links", "+1", ")", "-print", "-quit"],
    ],
    stderr: "null",
  }).output();
  return !success || stdout.length > 0;
}

/** Runs git with the slot's store, without a working tree. */
async function git(base: string, ...args: string[]): Promise<string> {
  return await gitIn(base, { tree: undefined, index: "none" }, ...args);
}

/** Runs git with the slot's store in a working tree that has none of its own. */
async function gitIn(
  base: string,
  { tree, index }: {
    readonly tree: string | undefined;
    readonly index: string;
  },
  ...args: string[]
): Promise<string> {
  const store = join(base, "store");
  const { success, stdout, stderr } = await new Deno.Command("git", {
    args: [
      ...["-c", "core.fsync=none"],
      // What the developer hides is in no clone either.
      ...["-c", `core.excludesFile=${join(CHECKOUT, ".git/info/exclude")}`],
      ...args,
    ],
    cwd: tree ?? base,
    clearEnv: true,
    env: {
      ...SEALED,
      GIT_DIR: store,
      GIT_INDEX_FILE: join(store, index),
      ...(tree !== undefined && { GIT_WORK_TREE: tree }),
    },
  }).output();
  if (success) return new TextDecoder().decode(stdout);
  throw new Error(`git ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
}

async function remove(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}

async function isPresent(path: string): Promise<boolean> {
  return await denoSystem().fs.statLink(path) !== undefined;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 6);
}
