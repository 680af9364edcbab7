/**
 * Asking Nix about one flake, taking for granted what has to be.
 *
 * @module
 */
import type { System } from "../system/mod.ts";
import { buildersArguments } from "../nix/builders_arguments.ts";
import { missingName } from "./evaluation.ts";
import type { NixpkgsAccess } from "./nixpkgs_access.ts";
import type { Reads } from "./reads.ts";
import { type NixAnswer, runNix } from "./run_nix.ts";

/** Repeats until every name that is computed, and so not written, is known. */
const MOST_REPEATS = 8;

/**
 * A flake that builds something in order to evaluate. All others are evaluated
 * without writing a derivation into the store for every shell there ever was.
 */
const NEEDS_BUILD =
  /\.drv' is not valid|read-only|no write access to the Nix store/;

/** A flake as Nix finds it. */
export interface FlakeAtHand {
  /** For instance `path:/tmp/source?dir=nix`. */
  readonly reference: string;
  readonly reads: Reads;
}

/** How to ask. */
export interface AskOptions {
  readonly access: NixpkgsAccess;
  /** Seconds for one question. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** Whether an unknown package is an error. */
  readonly strictNames: boolean;
  /** Machines that build what has to be built in order to evaluate. */
  readonly builders?: string | undefined;
}

/** Gives the value of an attribute as JSON, through a function perhaps. */
export type AskNix = (
  attribute: string,
  apply?: string,
) => Promise<NixAnswer>;

/**
 * Gives a function that asks about the flake, or the input that it needs and
 * that cannot be had. When a package is missing, all names that the flake
 * writes are taken for granted: known packages stay what they are, and those
 * that are used say so.
 */
export async function askNix(
  system: Pick<System, "proc" | "clock">,
  { reference, reads }: FlakeAtHand,
  { access, timeout, signal, strictNames, builders }: AskOptions,
): Promise<AskNix | { readonly missing: string }> {
  let assumed: string[] = [];
  let inputs = await access.argsFor(reads, assumed);
  if ("missing" in inputs) return inputs;
  let { args } = inputs;
  let readOnly = true;
  const run = (attribute: string, apply?: string): Promise<NixAnswer> =>
    runNix(system, [
      ...["nix", "eval", "--json", ...args],
      ...(readOnly ? ["--read-only"] : buildersArguments(builders)),
      `${reference}#${attribute}`,
      ...(apply === undefined ? [] : ["--apply", apply]),
    ], { env: access.env, timeout, signal });
  const once = async (
    attribute: string,
    apply?: string,
  ): Promise<NixAnswer> => {
    const answer = await run(attribute, apply);
    if (!readOnly || answer.code === 0 || !NEEDS_BUILD.test(answer.stderr)) {
      return answer;
    }
    readOnly = false;
    return await run(attribute, apply);
  };
  return async (attribute, apply) => {
    let answer = await once(attribute, apply);
    if (strictNames || !access.canAssume) return answer;
    for (let repeat = 0; repeat < MOST_REPEATS; repeat++) {
      const missing = answer.code === 0 ? undefined : missingName(answer);
      if (missing === undefined || assumed.includes(missing)) break;
      assumed = [...new Set([...reads.names, ...assumed, missing])].sort();
      inputs = await access.argsFor(reads, assumed);
      if ("missing" in inputs) break;
      args = inputs.args;
      answer = await once(attribute, apply);
    }
    return answer;
  };
}
