/**
 * Leaks for people, who do not read a thousand lines.
 *
 * @module
 */
import type { Problem } from "./problem.ts";

/** Lines about one secret in files, and as many about it in notebooks. */
const MOST = 5;

/**
 * Keeps the first leaks of each secret and kind, and counts the others in one
 * problem, which takes the place of the first that is left out.
 */
export function summarizeLeaks(problems: readonly Problem[]): Problem[] {
  const counts = new Map<string, number>();
  const keyOf = ({ kind, name }: Problem): string => `${kind} ${name}`;
  const total = (problem: Problem): number =>
    problems.filter((other) => keyOf(other) === keyOf(problem)).length;
  return problems.flatMap((problem) => {
    const { kind, name } = problem;
    if (kind !== "in-file" && kind !== "in-notebook") return [problem];
    const count = (counts.get(keyOf(problem)) ?? 0) + 1;
    counts.set(keyOf(problem), count);
    if (count <= MOST) return [problem];
    if (count > MOST + 1) return [];
    const left = total(problem) - MOST;
    if (left === 1) return [problem];
    const places = kind === "in-file" ? "files" : "notebook outputs";
    return [{
      kind,
      ...(name !== undefined && { name }),
      message: `${name} is in ${left} more ${places}`,
      hint:
        "To list them, use --json. A value that appears this often may not be a secret.",
    }];
  });
}
