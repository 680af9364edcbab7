/**
 * What the tests of entering share.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { TempWorkspace } from "./harness.ts";

/** Counts how often Deno is asked, and hands on. */
const COUNTING_DENO = `#!/bin/sh
echo "$*" >>"$HOME/asked"
exec '${Deno.execPath()}' "$@"
`;

/** Puts a Deno on PATH that writes down when it is run. */
export async function watchDeno(
  workspace: TempWorkspace,
): Promise<Record<string, string>> {
  const folder = join(workspace.home, "bin");
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(join(folder, "deno"), COUNTING_DENO, {
    mode: 0o755,
  });
  return { PATH: `${folder}:${workspace.env.PATH}` };
}

/** How often Deno was asked since the last call. */
export async function confirmations(workspace: TempWorkspace): Promise<number> {
  const file = join(workspace.home, "asked");
  try {
    const text = await Deno.readTextFile(file);
    await Deno.remove(file);
    return text.trimEnd().split("\n").length;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

/** Enters without a terminal; gives the version of the package that is there. */
export async function enter(
  workspace: TempWorkspace,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { code, stdout, stderr } = await workspace.exec([
    "bash",
    "--norc",
    "-c",
    '. nix/hook.bash; python -c "import six; print(six.__version__)"',
  ], { env });
  assert.equal(code, 0, stderr);
  assert.equal(stderr, "");
  return stdout;
}
