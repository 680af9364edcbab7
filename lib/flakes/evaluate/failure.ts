/**
 * Whether the real nixpkgs would fail where the small one did.
 *
 * @module
 */
import { readNixError } from "../../nix/nix_error.ts";
import type { Result } from "../result.ts";

/** A failed evaluation. */
export interface Failure {
  readonly stderr: string;
  /** The code to which the error points, where it is known. */
  readonly code?: string | undefined;
  /** What the shell used that the small nixpkgs does not know. */
  readonly unknown: readonly string[];
  /** Whether the flake threw it. */
  readonly isThrown: boolean;
  /** Whether it looks for computed names, which a package set may lack here. */
  readonly looksUp: boolean;
  /** Whether it looked for a file of an input that is smaller here. */
  readonly lacksFile: boolean;
  /** Values that only hold on this machine. */
  readonly loose: readonly string[];
  /** Whether a name that the small nixpkgs lacks counts as wrong. */
  readonly isStrict: boolean;
  /** Whether what was asked for is more than a single shell. */
  readonly isOutput: boolean;
}

/** What came of it, but for the time that it took. */
export type Verdict = Pick<Result, "status" | "reason" | "error" | "unknown">;

/** Reasons that say nothing of the flake, whatever its packages come from. */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [
    /unable to download|cannot download|could(n't| not) resolve|unable to (access|fetch)|failed to fetch|(Fetching|fetching) .*(failed|repository)|[Tt]emporary failure in name|program 'git' failed/,
    "its evaluation downloads something",
  ],
  [
    /experimental (Nix )?feature|is not supported by this|unsupported (lock file|input)|unrecognized flag|requires Nix/i,
    "the installed Nix may be too old",
  ],
];

/** Names that a reason lists; `unknown` has all. */
const MOST_TOLD = 12;

const BUILDS =
  /builder for|is required to build|cannot build|build of .* failed|\.drv' (failed|is not valid)|dependencies of derivation/;

/** Functions that came to Nix after 2.8, the oldest that is supported. */
const NEWER_BUILTINS =
  /^(addDrvOutputDependencies|convertHash|fetchClosure|flakeRefToString|getFlake|outputOf|parseFlakeRef|readFileType|traceVerbose|unsafeDiscardOutputDependency|warn|filterAttrs|fetchTree)$/;

/** What flakes usually call nixpkgs and its package sets. */
const NIXPKGS = /pkgs|^(final|prev|super|stable|unstable)$/i;

/** Sets of the library of which every name is known. */
const LIBRARY_PARTS =
  /^(asserts|attrsets|cli|customisation|debug|filesystem|fixedPoints|generators|lists|meta|modules|options|sources|strings|trivial|types|versions)$/;

/** Errors that the flake makes by itself. */
const OWN =
  /^(evaluation aborted|in pure (eval|evaluation) mode|access to (absolute )?path|infinite recursion|stack overflow|undefined variable 'nixpkgs')/;

/** Decides about a failure over the small nixpkgs. */
export function judgeFailure(failure: Failure): Verdict {
  const { stderr, unknown, loose } = failure;
  const { message, place } = readNixError(stderr);
  const error = place === undefined || /^evaluate\.nix:/.test(place)
    ? message
    : `${message}\nat ${place}`;
  if (unknown.length > 0) return { ...dependingOn(unknown), error };
  const elsewhere = reasonElsewhere(message);
  if (elsewhere !== undefined) {
    return { status: "unknown", reason: elsewhere, error };
  }
  if (BUILDS.test(message)) {
    const reason = "its evaluation builds something, which failed here";
    return { status: "unknown", reason, error };
  }
  if (loose.length > 0) {
    const reason = `it failed after it used ${loose.join(", ")}`;
    return { status: "unknown", reason, error };
  }
  const isOwn = failure.isThrown || /^evaluation aborted/.test(message);
  if (isOwn && failure.looksUp) {
    const reason = `it looks for a package by a computed name: ${
      message.split("\n")[0]
    }`;
    return { status: "unknown", reason, error };
  }
  return isCertain(message, place, failure) ? { status: "failed", error } : {
    status: "unknown",
    reason: `this nixpkgs may differ: ${message.split("\n")[0]}`,
    error,
  };
}

/** What rests on something of which nothing is known. */
export function dependingOn(unknown: readonly string[]): Verdict {
  const told = unknown.slice(0, MOST_TOLD);
  const more = unknown.length - told.length;
  const list = more > 0 ? [...told, `${more} more`] : told;
  return {
    status: "unknown",
    reason: `it depends on ${list.join(", ")}`,
    unknown,
  };
}

/** Why an error says nothing of the flake, whatever its packages come from. */
export function reasonElsewhere(message: string): string | undefined {
  return ELSEWHERE.find(([pattern]) => pattern.test(message))?.[1];
}

/** Whether the error is the flake's own, with any nixpkgs. */
function isCertain(
  message: string,
  place: string | undefined,
  { code = "", isOutput, isStrict, isThrown, lacksFile }: Failure,
): boolean {
  if (isThrown) return true;
  if (isStrict && /^(attribute|undefined variable) /.test(message)) return true;
  const isOurs = place !== undefined &&
    /^(lib|pkgs|nixpkgs|inputs|build)\/|^(package|set|assume|guesses|removed|config|call_package|library|report)\.nix/
      .test(place);
  const [, missing] = /^attribute '([^']+)' missing/.exec(message) ?? [];
  if (missing !== undefined) {
    const path = /^[\w'.-]+/.exec(code)?.[0]?.split(".") ?? [];
    const at = path.indexOf(missing);
    const owner = path[at - 1];
    if (owner === "builtins") return !NEWER_BUILTINS.test(missing);
    // The library is known to the last name, those of other inputs are not.
    const isPart = LIBRARY_PARTS.test(owner ?? "");
    const library = isPart ? at - 2 : at - 1;
    const isLibrary = path[library] === "lib" &&
      (library === 0 || NIXPKGS.test(path[library - 1] ?? ""));
    return missing === "drvPath" || isLibrary || path[0] === "self";
  }
  if (
    /^(cannot find flake|opening file|getting status|path '.*' does not exist|file '.*' (was not found|does not exist))|No such file or directory/
      .test(message)
  ) {
    return !isOurs && !lacksFile;
  }
  if (/called (with|without) /.test(message)) {
    return !isOurs && place !== undefined;
  }
  if (OWN.test(message)) return !isOurs;
  if (
    /^undefined variable|^(cannot coerce|attempt to call|value is|expected|cannot (add|compare|convert))/
      .test(message)
  ) {
    return isOutput && !isOurs;
  }
  return false;
}
