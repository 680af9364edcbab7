/**
 * Which of the programs that tests need are not there.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";
import type { System } from "../system/mod.ts";
import {
  TEST_TOOLS,
  type TestTool,
  type TestToolName,
} from "../testing/test_tools.ts";

/**
 * Looks for each program on `PATH` and in one more directory, those that this
 * platform cannot have left out.
 */
export async function missingTools(
  { proc, env }: Pick<System, "proc" | "env">,
  dir: string,
): Promise<TestToolName[]> {
  const missing: TestToolName[] = [];
  for (const [name, tool] of Object.entries<TestTool>(TEST_TOOLS)) {
    if (tool.platforms && !tool.platforms.includes(env.os)) continue;
    if (!(await isThere({ proc }, tool, dir))) {
      missing.push(name as TestToolName);
    }
  }
  return missing;
}

async function isThere(
  { proc }: Pick<System, "proc">,
  { programs, probe }: TestTool,
  dir: string,
): Promise<boolean> {
  const places = programs.flatMap((program) => [
    program,
    join(dir, program),
  ]);
  const found = await Promise.all(places.map((place) => proc.has(place)));
  if (!found.includes(true)) return false;
  return probe === undefined || (await proc.run(probe)).code === 0;
}
