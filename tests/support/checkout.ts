/**
 * The project's own files, as a fresh clone would have them.
 *
 * @module
 */
import { dirname, join, relative } from "node:path";
import { spawnChild } from "./child.ts";

/** Root of the checkout that the tests belong to. */
export const CHECKOUT: string = join(
  import.meta.dirname ?? "",
  "../..",
);

/** What a walk leaves out where there is no git to say what is ignored. */
const IGNORED = /^(\.git|\.hearth|\.venv.*|\.env.*|__pycache__|node_modules)$/;

/** What setup made for the developer; a clone gets its own. */
export const MADE = "notebooks/start.ipynb";

/**
 * Files that are tracked or could be, relative to the checkout and sorted;
 * those that were deleted but not yet committed are left out.
 */
export async function checkoutFiles(root = CHECKOUT): Promise<string[]> {
  const listed = await listedByGit(root) ?? await walked(root, root);
  const present = await Promise.all(
    listed.filter((file) => file !== MADE).map(async (file) =>
      await isFile(join(root, file)) ? file : ""
    ),
  );
  return present.filter(Boolean).sort();
}

/** The files of the tests' own checkout, which are the same for every test. */
let ownFiles: Promise<readonly string[]> | undefined;

/** Packs the files that are listed on standard input, and unpacks them. */
const COPY = 'tar -cf - -h --null -T - | tar -xof - -m -C "$1"';

/** Copies a checkout's files into a directory. */
export async function copyCheckout(to: string, from = CHECKOUT): Promise<void> {
  const files = from === CHECKOUT
    ? await (ownFiles ??= checkoutFiles())
    : await checkoutFiles(from);
  await Deno.mkdir(to, { recursive: true });
  const { code, stderr } = await spawnChild(["sh", "-c", COPY, "sh", to], {
    cwd: from,
    env: { PATH: Deno.env.get("PATH") ?? "", LC_ALL: "C.UTF-8" },
    stdin: files.join("\0"),
  }).result;
  if (code !== 0 || stderr !== "") {
    throw new Error(`Cannot copy ${from}: ${stderr}`);
  }
}

async function listedByGit(root: string): Promise<string[] | undefined> {
  try {
    const { success, stdout } = await new Deno.Command("git", {
      args: ["ls-files", "-z", "-co", "--exclude-standard"],
      cwd: root,
      // A directory inside of another repository is none of its files.
      env: { GIT_CEILING_DIRECTORIES: dirname(root) },
      stderr: "null",
    }).output();
    if (!success) return undefined; // not a repository
    return new TextDecoder().decode(stdout).split("\0").filter(Boolean);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined; // no git
    throw error;
  }
}

async function walked(root: string, dir: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isFile, isDirectory } of Deno.readDir(dir)) {
    if (IGNORED.test(name)) continue;
    const path = join(dir, name);
    if (isFile) files.push(relative(root, path));
    if (isDirectory) files.push(...await walked(root, path));
  }
  return files;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
