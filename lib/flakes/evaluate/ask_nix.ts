/**
 * Asking Nix about one flake.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";
import { buildersArguments } from "../../nix/builders_arguments.ts";
import type { NixpkgsAccess } from "../nixpkgs/nixpkgs_access.ts";
import type { SourceClosure } from "../source/source_closure.ts";
import { type NixAnswer, runNix } from "./run_nix.ts";

/**
 * A flake that builds something in order to evaluate. All others are evaluated
 * without writing a derivation into the store for every shell there ever was.
 */
export const NEEDS_BUILD =
  /error: path '[^']*' is not valid|\.drv' is not valid|read-only|no write access to the Nix store/;

/** A flake as Nix finds it. */
export interface PreparedFlake {
  /** For instance `path:/tmp/source?dir=nix`. */
  readonly reference: string;
  readonly reads: SourceClosure;
}

/** How to ask. */
export interface AskOptions {
  readonly access: NixpkgsAccess;
  /** Seconds for one question. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** Machines that build what has to be built in order to evaluate. */
  readonly builders?: string | undefined;
}

/** Returns the value of an attribute as JSON, through a function perhaps. */
export type AskNix = (
  attribute: string,
  apply?: string,
) => Promise<NixAnswer>;

/** Returns a function that asks about the flake. */
export async function askNix(
  system: Pick<System, "proc" | "clock">,
  { reference, reads }: PreparedFlake,
  { access, timeout, signal, builders }: AskOptions,
): Promise<AskNix | { readonly missing: string }> {
  const inputs = await access.argsFor(reads, []);
  if ("missing" in inputs) return inputs;
  let readOnly = true;
  const run = (attribute: string, apply?: string): Promise<NixAnswer> =>
    runNix(system, [
      "nix",
      "eval",
      "--json",
      ...inputs.args,
      ...(readOnly ? ["--read-only"] : buildersArguments(builders)),
      `${reference}#${attribute}`,
      ...(apply === undefined ? [] : ["--apply", apply]),
    ], { env: access.env, timeout, signal });
  return async (attribute, apply) => {
    const answer = await run(attribute, apply);
    if (!readOnly || answer.code === 0 || !NEEDS_BUILD.test(answer.stderr)) {
      return answer;
    }
    readOnly = false;
    return await run(attribute, apply);
  };
}
