/**
 * A name in large letters.
 *
 * @module
 */
import type { Context } from "../../core/context.ts";
import { join } from "../../core/files/posix_path.ts";
import { readJson } from "../../core/files/read_json.ts";

/**
 * Lines as figlet, which the flake brings, prints them; none without it. They
 * are kept, so that going back to a known lock starts no process.
 */
export async function inLargeLetters(
  { system, paths }: Context<"fs" | "proc">,
  name: string,
): Promise<string[]> {
  const file = join(paths.entry, "letters.json");
  const known = keptLines(await readJson(system, file), name);
  if (known !== undefined) return known;
  if (!await system.proc.has("figlet")) return [];
  const { stdout } = await system.proc.run(["figlet", "-w", "80", "--", name]);
  const lines = stdout.split("\n").map((line) => line.trimEnd())
    .filter((line) => line !== "");
  await system.fs.writeText(file, JSON.stringify({ name, lines }));
  return lines;
}

function keptLines(value: unknown, name: string): string[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const fields = new Map(Object.entries(value));
  const lines: unknown = fields.get("lines");
  const isWhole = fields.get("name") === name && Array.isArray(lines) &&
    lines.every((line) => typeof line === "string");
  return isWhole ? lines : undefined;
}
