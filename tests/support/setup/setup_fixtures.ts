/**
 * What the tests of `setup` share.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { type ChildResult, programOf, type TempWorkspace } from "../harness.ts";

/** What `setup --json` prints. */
export interface SetupAnswer {
  readonly outcome: "current" | "reused" | "built";
  readonly venv: string;
  readonly reasons: readonly string[];
  readonly notes: readonly string[];
}

/** Runs `setup --json` and expects it to succeed. */
export async function setUp(
  workspace: TempWorkspace,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<SetupAnswer> {
  const { code, stdout, stderr } = await workspace.run(
    ["setup", "--json", ...args],
    { env },
  );
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as SetupAnswer;
}

/** Runs `setup`, expects it to fail and returns what it printed as an error. */
export async function failToSetUp(
  workspace: TempWorkspace,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, stderr } = await workspace.run(["setup", ...args], { env });
  assert.equal(code, 1, stderr);
  assert.doesNotMatch(stderr, /^\s+at /m, "a stack trace");
  return stderr;
}

/** Whether `.venv` can import a module. */
export async function canImport(
  workspace: TempWorkspace,
  module: string,
): Promise<boolean> {
  const python = workspace.path(".venv", "bin", "python");
  try {
    const { code } = await workspace.exec([python, "-c", `import ${module}`]);
    return code === 0;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Makes a directory with links to programs: the only ones on a PATH. */
export async function pathWith(
  workspace: TempWorkspace,
  programs: Readonly<Record<string, string>>,
): Promise<string> {
  const dir = join(workspace.home, `bin-${crypto.randomUUID()}`);
  await Deno.mkdir(dir);
  for (const [name, target] of Object.entries(programs)) {
    await Deno.symlink(target, join(dir, name));
  }
  return dir;
}

/** The Python that tests give to `setup`, below any version manager. */
export async function basePython(workspace: TempWorkspace): Promise<string> {
  const { stdout } = await workspace.exec([
    programOf("python3") ?? "python3",
    "-c",
    "import sys; print(sys._base_executable)",
  ]);
  return stdout.trim();
}

/** Names in a directory, sorted; none where it is absent. */
export async function namesIn(dir: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(dir)))
      .map(({ name }) => name).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** Runs `setup` after mounts that only it sees; expects it to fail. */
export async function mounted(
  workspace: TempWorkspace,
  script: string,
): Promise<string> {
  const { code, stderr } = await unshared(workspace, script);
  assert.equal(code, 1, stderr);
  assert.doesNotMatch(stderr, /^\s+at /m, "a stack trace");
  return stderr;
}

/** Runs a script that runs `setup`, with mounts of its own. */
export async function unshared(
  workspace: TempWorkspace,
  script: string,
): Promise<ChildResult> {
  return await workspace.exec([
    "unshare",
    "-m",
    "sh",
    "-c",
    script,
    "sh",
    Deno.execPath(),
    "run",
    "-A",
    workspace.path("main.ts"),
    "setup",
  ]);
}
