/**
 * What the tests of entering share.
 *
 * @module
 */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { programOf, type TempWorkspace } from "../harness.ts";

/** Programs that can be counted, and what they hand on to. */
const COUNTED = {
  deno: () => Deno.execPath(),
  nix: () => programOf("nix"),
};

/**
 * Puts programs on PATH that write down each time they are run. Nix has them
 * not on its own, but what is in the directory `MORE_PATH`.
 */
export async function count(
  workspace: TempWorkspace,
  ...names: (keyof typeof COUNTED)[]
): Promise<Record<string, string>> {
  const dir = join(workspace.home, "bin");
  await Deno.mkdir(dir, { recursive: true });
  for (const name of names) {
    const script = [
      "#!/bin/sh",
      `echo "$*" >>"$HOME/ran-${name}"`,
      // Nix would have packages link to what is on its PATH, for ever.
      ...(name === "nix"
        ? [`PATH="\${MORE_PATH:+$MORE_PATH:}"'${workspace.env.PATH}'`]
        : []),
      `exec '${COUNTED[name]()}' "$@"`,
      "",
    ].join("\n");
    await Deno.writeTextFile(join(dir, name), script, { mode: 0o755 });
  }
  // As if the launcher had asked it for its version before.
  const checked = join(workspace.home, ".cache/hearth/deno/checked");
  await Deno.mkdir(dirname(checked), { recursive: true });
  await Deno.writeTextFile(checked, `${join(dir, "deno")}\n`);
  return { PATH: `${dir}:${workspace.env.PATH}` };
}

/** How often a program was run since the last call. */
export async function timesRun(
  workspace: TempWorkspace,
  name: keyof typeof COUNTED = "deno",
): Promise<number> {
  const file = join(workspace.home, `ran-${name}`);
  try {
    const text = await Deno.readTextFile(file);
    await Deno.remove(file);
    return text.trimEnd().split("\n").length;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

/** Enters without a terminal; returns the version of the package that is there. */
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

/**
 * Names of the programs that strace saw start, in order. A call that another
 * process interrupts is on two lines, of which only the second has the result.
 */
export function executedPrograms(trace: string): string[] {
  const begun = new Map<string, string>();
  return trace.split("\n").flatMap((line) => {
    const [, pid = "", call = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const path = /^execve\("([^"]+)"/.exec(call)?.[1];
    if (path !== undefined) begun.set(pid, path);
    const succeeded = /^(execve\(|<\.\.\. execve resumed>).* = 0$/.test(call);
    const program = succeeded ? begun.get(pid) : undefined;
    return program?.split("/").at(-1) ?? [];
  });
}
