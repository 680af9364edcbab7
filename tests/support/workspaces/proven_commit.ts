/**
 * What `bench --against` says of a commit whose effect is known.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Report } from "../../../lib/bench/report/report.ts";
import type { Comparison } from "../../../lib/bench/statistics/judge.ts";
import { type Requirement, requires } from "../requires.ts";
import type { TempWorkspace } from "./temp_workspace.ts";

/** How often to judge a commit that changes only documentation. */
export const PROOFS: string | undefined = Deno.env.get("HEARTH_BENCH_PROOFS");

/** Skips a test that takes minutes unless the proofs are asked for. */
export function requiresProofs(
  ...[tools, name]: Parameters<typeof requires>
): Requirement {
  if (PROOFS !== undefined) return requires(tools, name);
  return { name: `${name} (needs HEARTH_BENCH_PROOFS)`, ignore: true };
}

/** A commit, and how it is compared with the one before. */
export interface KnownCommit {
  /** File that it changes. */
  readonly file: string;
  readonly edit: (text: string) => string;
  readonly suites: readonly string[];
  /** Flags of `bench`. */
  readonly flags: readonly string[];
}

/** What is said of one measure of a figure. */
export interface Said extends Comparison {
  /** `suite: title`, and for a count `suite: title, instructions`. */
  readonly figure: string;
  readonly of: "time" | "instructions";
  /** Median of the earlier commit, in milliseconds or instructions. */
  readonly before: number;
}

/** Commits the change on top of the workspace's commit and benchmarks it. */
export async function judgeCommit(
  workspace: TempWorkspace,
  { file, edit, suites, flags }: KnownCommit,
): Promise<{ readonly code: number; readonly said: readonly Said[] }> {
  const before = await Deno.readTextFile(workspace.path(file));
  const after = edit(before);
  assert.notEqual(after, before, file);
  await workspace.write(file, after);
  const author = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];
  const commit = ["commit", "--all", "--quiet", "--message", "change"];
  const committed = await workspace.exec(["git", ...author, ...commit]);
  assert.equal(committed.code, 0, committed.stderr);
  const { code, stdout, stderr } = await workspace.run([
    ...["bench", ...suites, "--against", "HEAD~1", "--json"],
    ...flags,
  ]);
  assert.ok(stdout.startsWith("{"), stderr);
  const { figures }: Report = JSON.parse(stdout);
  return { code, said: figures.flatMap(saidOf) };
}

/** Names of the figures that became slower. */
export function slowerIn(said: readonly Said[]): string[] {
  return said.filter(({ verdict }) => verdict === "slower")
    .map(({ figure }) => figure);
}

function saidOf(
  { suite, title, floor, variants }: Report["figures"][number],
): Said[] {
  const base = variants.find(({ name }) => name === floor);
  const other = variants.find(({ name }) => name !== floor);
  const figure = `${suite}: ${title}`;
  const time = other?.comparison;
  const count = other?.instructions?.comparison;
  return [
    ...time === undefined
      ? []
      : [{ figure, of: "time" as const, before: base?.median ?? NaN, ...time }],
    ...count === undefined ? [] : [{
      figure: `${figure}, instructions`,
      of: "instructions" as const,
      before: base?.instructions?.median ?? NaN,
      ...count,
    }],
  ];
}
