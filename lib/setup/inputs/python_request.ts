/**
 * Which Pythons serve, by all that say so.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";

/** Which Python a workspace asks for. */
export interface PythonRequest {
  /** As in PEP 440; `>=3.11,<3.14`. */
  readonly range: string;
  /** The version that `.python-version` names, `3.12` or `3.12.4`. */
  readonly pinned: string | undefined;
  /**
   * The version that compiled requirements were made with, or that the project
   * is deployed with, if it is there.
   */
  readonly preferred?: string;
}

/** Texts that may say which Python it is to be. */
export interface PythonTexts {
  /** The range in `workspace.ts`. */
  readonly declared: string | undefined;
  /** Ranges of the project and of its lock. */
  readonly required: readonly (string | undefined)[];
  /** The version that compiled requirements were made with: newer ones serve. */
  readonly compiled?: string | undefined;
  /** The text of `.python-version`. */
  readonly pin: string | undefined;
  /** The version that the project is deployed with: newer ones serve. */
  readonly deployed?: string | undefined;
}

/**
 * Puts together what `workspace.ts`, the project and `.python-version` say.
 * All of their bounds count. Where they say nothing, the version counts that the
 * project is deployed with.
 *
 * @throws {UserError} where none of them names a version
 */
export function pythonRequest(
  { declared, required, compiled, pin, deployed }: PythonTexts,
): PythonRequest {
  const { version: pinned, range: pinnedRange } = readPin(pin ?? "");
  const oldest = compiled === undefined ? undefined : `>=${compiled}`;
  const parts = [declared, ...required, oldest, pinnedRange]
    .flatMap((range) => range?.split(",") ?? [])
    .map((part) => part.replace(/\s+/g, "")).filter((part) => part !== "");
  if (parts.length > 0) {
    return {
      range: [...new Set(parts)].join(","),
      pinned,
      ...(compiled !== undefined && { preferred: compiled }),
    };
  }
  if (pinned !== undefined) {
    const isPatch = pinned.split(".").length > 2;
    const minor = isPatch ? pinned.replace(/\.\d+$/, "") : pinned;
    return { range: `==${minor}.*`, pinned };
  }
  if (deployed !== undefined) {
    return { range: `>=${deployed}`, pinned, preferred: deployed };
  }
  throw new UserError(
    "Cannot choose a Python: neither workspace.ts nor requires-python nor .python-version names a version",
    { hint: 'Add python: { version: ">=3.11" } to workspace.ts.' },
  );
}

/** Whether files that count before it say nothing, so that deployment does. */
export function needsDeployed(
  { declared, required, compiled, pin }: Omit<PythonTexts, "deployed">,
): boolean {
  const isSaid = [declared, compiled, ...required].some((text) =>
    text !== undefined && text.trim() !== ""
  );
  return !isSaid && Object.keys(readPin(pin ?? "")).length === 0;
}

/**
 * The first line of `.python-version`, where it says something about CPython:
 * pyenv also writes names of environments there.
 */
export function readPin(text: string): { version?: string; range?: string } {
  const line = text.replace(/^\uFEFF/, "").split(/\r?\n/)
    .map((line) => line.replace(/#.*$/, "").trim())
    .find((line) => line !== "") ?? "";
  const version =
    /^(?:(?:cpython|python)[-@]?)?(\d+(?:\.\d+){0,2})(?:-(?:linux|macos)-\S*)?$/
      .exec(line)?.[1];
  if (version !== undefined) return { version };
  return /^\s*([<>=!~]=?|===)\s*\d/.test(line) ? { range: line } : {};
}
