/**
 * Names of distributions in lines of requirements.
 *
 * @module
 */
import {
  requiredName,
  requirementLines,
} from "../../setup/lock/requirements/requirements.ts";

const EGG = /[#&]egg=([\w.-]+)/;

/** Normalized names that lines ask for; options and paths have none. */
export function namesIn(lines: readonly string[]): Set<string> {
  const names = lines.flatMap((line) => {
    const egg = EGG.exec(line)?.[1];
    if (egg !== undefined) return [requiredName(egg)];
    return /^[A-Za-z0-9]/.test(line) && !/^[a-z+]+:\/\//i.test(line)
      ? [requiredName(line)]
      : [];
  });
  return new Set(names.filter((name) => name !== ""));
}

/** Names in a requirements file, without what it includes. */
export function namesInText(text: string): Set<string> {
  return namesIn(requirementLines(text));
}
