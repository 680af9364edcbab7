/**
 * Tests that need a program which a machine may lack skip themselves, and say
 * in their name why.
 *
 * @module
 */
import { isAbsolute, join } from "node:path";
import { TEST_TOOLS, type TestToolName } from "../../lib/testing/test_tools.ts";

/** The part of a test's definition that depends on the machine. */
export interface Requirement {
  readonly name: string;
  readonly ignore: boolean;
}

/**
 * Names a test and ignores it where a program is missing:
 * `Deno.test({ ...requires(["tmux"], "attach() shows the log"), fn })`.
 */
export function requires(
  tools: readonly TestToolName[],
  name: string,
): Requirement {
  const missing = tools.filter((tool) => programOf(tool) === undefined);
  if (missing.length === 0) return { name, ignore: false };
  return { name: `${name} (needs ${missing.join(", ")})`, ignore: true };
}

/** Like {@linkcode requires}, for tests that mount file systems. */
export function requiresRoot(
  tools: readonly TestToolName[],
  name: string,
): Requirement {
  const isRoot = Deno.build.os === "linux" && Deno.uid() === 0;
  if (isRoot) return requires(tools, name);
  return { name: `${name} (needs root on Linux)`, ignore: true };
}

/** The absolute path of a tool's program; `undefined` when it is missing. */
export function programOf(tool: TestToolName): string | undefined {
  return TEST_TOOLS[tool].programs.flatMap(placesOf).find(isExecutable);
}

function placesOf(program: string): string[] {
  if (isAbsolute(program)) return [program];
  const dirs = (Deno.env.get("PATH") ?? "").split(":").filter(Boolean);
  return dirs.map((dir) => join(dir, program));
}

function isExecutable(path: string): boolean {
  try {
    const { isFile, mode } = Deno.statSync(path);
    return isFile && ((mode ?? 0) & 0o111) !== 0;
  } catch {
    return false;
  }
}
