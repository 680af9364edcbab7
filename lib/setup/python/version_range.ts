/**
 * Version numbers and the ranges of PEP 440 that `workspace.ts` may name.
 *
 * @module
 */
import { compareVersions } from "../../core/text/compare_versions.ts";

/** Lowest Python that is assumed when a range names no lower bound. */
const LOWEST_PYTHON = "3.11";

/** Whether `version` lies in a range such as `>=3.11,<3.15`. */
export function isInRange(version: string, range: string): boolean {
  return boundsOf(range).every(({ operator, bound }) => {
    const order = compareVersions(version, bound);
    switch (operator) {
      case ">=":
        return order >= 0;
      case ">":
        return order > 0;
      case "<=":
        return order <= 0;
      case "<":
        return order < 0;
      case "==":
        return order === 0;
      default:
        return order !== 0;
    }
  });
}

/** The oldest version that a range lets in: what a universal lock is for. */
export function lowestOf(range: string): string {
  return boundsOf(range)
    .filter(({ operator }) => /^(>=|>|==)$/.test(operator))
    .map(({ bound }) => bound)
    .sort(compareVersions).at(-1) ?? LOWEST_PYTHON;
}

function boundsOf(range: string): { operator: string; bound: string }[] {
  return range.split(",").map((part) => {
    const match = /^\s*(>=|<=|==|!=|>|<)\s*(\S+)\s*$/.exec(part);
    return { operator: match?.[1] ?? ">=", bound: match?.[2] ?? "0" };
  });
}
