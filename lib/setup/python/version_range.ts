/**
 * Version numbers and the ranges of PEP 440 that `workspace.ts` and
 * `requires-python` may name.
 *
 * @module
 */
import { compareVersions } from "../../core/text/compare_versions.ts";

/** Lowest Python that is assumed when a range names no lower bound. */
const LOWEST_PYTHON = "3.11";

/** Bounds from here on exclude no Python that exists. */
const FAR_AWAY = "4";

/** One bound of a range. */
interface Bound {
  readonly operator: string;
  readonly bound: string;
}

/** Whether `version` lies in a range such as `>=3.11,<3.15`. */
export function isInRange(version: string, range: string): boolean {
  return range.split(",").every((part) => {
    const { operator, bound } = boundOf(part);
    if (operator === "!=" && bound.endsWith(".*")) {
      return !isInRange(version, `==${bound}`);
    }
    return narrowed(operator, bound).every((one) => holds(version, one));
  });
}

/** The oldest version that a range lets in: what a universal lock is for. */
export function lowestOf(range: string): string {
  return boundsOf(range)
    .filter(({ operator }) => /^(>=|>|==)$/.test(operator))
    .map(({ bound }) => bound)
    .sort(compareVersions).at(-1) ?? LOWEST_PYTHON;
}

/**
 * What a range says against newer versions, as a marker of PEP 508:
 * `python_full_version < '3.13'`; `undefined` where it lets all of them in.
 */
export function upperMarker(range: string): string | undefined {
  const uppers = boundsOf(range)
    .filter(({ operator }) => /^(<|<=|==)$/.test(operator))
    .filter(({ bound }) => compareVersions(bound, FAR_AWAY) < 0)
    .sort((a, b) => compareVersions(a.bound, b.bound));
  const [lowest] = uppers;
  if (lowest === undefined) return undefined;
  const operator =
    uppers.some(({ operator, bound }) =>
        operator === "<" && compareVersions(bound, lowest.bound) === 0
      )
      ? "<"
      : "<=";
  return `python_full_version ${operator} '${lowest.bound}'`;
}

/** The bounds of a range in `<`, `<=`, `>`, `>=`, `==` and `!=` alone. */
function boundsOf(range: string): Bound[] {
  return range.split(",").flatMap((part) => {
    const { operator, bound } = boundOf(part);
    return operator === "!=" ? [] : narrowed(operator, bound);
  });
}

function boundOf(part: string): Bound {
  const match = /^\s*(>=|<=|===?|!=|~=|>|<)\s*v?(\d[\w.*+!-]*)\s*$/.exec(part);
  const operator = match?.[1] ?? ">=";
  return {
    operator: operator === "===" ? "==" : operator,
    bound: match?.[2] ?? "0",
  };
}

/** `~=3.11` is from 3.11 to below 4, `==3.11.*` from 3.11 to below 3.12. */
function narrowed(operator: string, bound: string): Bound[] {
  const isPrefix = bound.endsWith(".*");
  const release = bound.replace(/\.\*$/, "");
  const parts = release.split(".");
  if (operator === "~=" || (operator === "==" && isPrefix)) {
    const kept = operator === "~=" ? parts.slice(0, -1) : parts;
    const last = Number.parseInt(kept.at(-1) ?? "0", 10) + 1;
    const next = [...kept.slice(0, -1), String(last)].join(".");
    return [
      { operator: ">=", bound: release },
      { operator: "<", bound: next },
    ];
  }
  return [{ operator, bound: release }];
}

function holds(version: string, { operator, bound }: Bound): boolean {
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
}
