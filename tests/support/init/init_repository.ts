/**
 * A repository of somebody else, in which a test runs `init`.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { CHECKOUT } from "../checkout.ts";
import { type ChildResult, spawnChild } from "../child.ts";
import { sealedEnvironment } from "../workspaces/sealed_environment.ts";

/** What the repository is. */
export interface InitRepositoryOptions {
  /** Content by path; one that ends with a slash is a directory. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Whether git knows it, with one commit of its files. @default {true} */
  readonly git?: boolean | "no commits";
}

/** How a repository is when it is looked at. */
export type Snapshot = Readonly<Record<string, string>>;

/** The repository; disposing of it removes it. */
export interface InitRepository extends AsyncDisposable {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  path(...parts: string[]): string;
  /** Command line of Hearth with arguments. */
  command(...args: string[]): string[];
  /** Runs Hearth in the repository, or in a directory of it. */
  hearth(args: readonly string[], cwd?: string): Promise<ChildResult>;
  exec(command: readonly string[], cwd?: string): Promise<ChildResult>;
  read(path: string): Promise<string>;
  /** Every file and link outside of `.git`: mode and content, in hexadecimal. */
  snapshot(): Promise<Snapshot>;
  /** What `git status` shows. */
  status(): Promise<string[]>;
}

/** Makes the repository. */
export async function initRepository(
  { files = {}, git = true }: InitRepositoryOptions = {},
): Promise<InitRepository> {
  const base = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "hearth-test-" }),
  );
  const root = join(base, "shop");
  const env = await sealedEnvironment({
    home: join(base, "home"),
    temp: join(base, "tmp"),
  });
  const run = (
    command: readonly string[],
    cwd = root,
  ): Promise<ChildResult> => spawnChild(command, { cwd, env }).result;
  const command = (...args: string[]): string[] => [
    Deno.execPath(),
    "run",
    "-A",
    "--no-prompt",
    "--config",
    join(CHECKOUT, "deno.json"),
    join(CHECKOUT, "main.ts"),
    ...args,
  ];
  await Deno.mkdir(root);
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    if (path.endsWith("/")) {
      await Deno.mkdir(file, { recursive: true });
      continue;
    }
    await Deno.mkdir(dirname(file), { recursive: true });
    await Deno.writeFile(
      file,
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
  }
  const author = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];
  if (git !== false) await run(["git", "init", "--quiet"]);
  if (git === true) {
    await run(["git", "add", "--all"]);
    await run(
      ["git", ...author, "commit", "-q", "--allow-empty", "-m", "start"],
    );
  }
  return {
    root,
    env,
    path: (...parts) => join(root, ...parts),
    command,
    hearth: (args, cwd) => run(command(...args), cwd),
    exec: run,
    read: (path) => Deno.readTextFile(join(root, path)),
    snapshot: () => snapshotOf(root),
    async status() {
      const { stdout } = await run(["git", "status", "--porcelain", "-uall"]);
      return stdout.split("\n").filter((line) => line !== "");
    },
    async [Symbol.asyncDispose]() {
      await Deno.remove(base, { recursive: true });
    },
  };
}

async function snapshotOf(root: string, dir = root): Promise<Snapshot> {
  const found: Record<string, string> = {};
  for await (const { name, isDirectory, isSymlink } of Deno.readDir(dir)) {
    const path = join(dir, name);
    if (name === ".git" && dir === root) continue;
    if (isDirectory) {
      Object.assign(found, await snapshotOf(root, path));
      continue;
    }
    const { mode } = await Deno.lstat(path);
    found[path.slice(root.length + 1)] = isSymlink
      ? `link ${await Deno.readLink(path)}`
      : `${mode?.toString(8)} ${(await Deno.readFile(path)).toHex()}`;
  }
  return found;
}
