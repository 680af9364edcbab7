/**
 * Building what a shell needs, outside: in the machine's own store, with its
 * network, so that entering it builds nothing any more.
 *
 * @module
 */
import type { System } from "../../../system/mod.ts";
import { nixError } from "../../../nix/nix_error.ts";
import { type NixOptions, runNix } from "../../evaluate/run_nix.ts";
import type { Entry } from "../scenario/scenario.ts";

/** What Nix says of a platform that neither it nor a builder of its can be. */
const OTHER_PLATFORM = /is required to build|but I am a/;

/** What it said before, when the builder that can be it did not answer. */
const NO_ANSWER = /^cannot build on .+$/m;

/** A shell that can be entered. */
export interface BuiltShell {
  /** Its variables, as `nix print-dev-env --json` prints them. */
  readonly environment: string;
}

/** Builds a shell without running its hook; or says why that is not to be. */
export async function buildShell(
  system: Pick<System, "proc" | "clock">,
  target: readonly string[],
  options: NixOptions,
): Promise<BuiltShell | Entry> {
  const { code, stdout, stderr, timedOut } = await runNix(
    system,
    ["nix", "print-dev-env", "--json", ...target],
    options,
  );
  if (timedOut) {
    const seconds = Math.round(options.timeout);
    return {
      problem: `The build did not finish within ${seconds} s`,
      printed: stderr,
    };
  }
  if (code === 0) return { environment: stdout };
  const error = nixError(stderr);
  const refusal = NO_ANSWER.exec(stderr)?.[0];
  if (refusal !== undefined) return { skipped: refusal };
  return OTHER_PLATFORM.test(error)
    ? { skipped: `it cannot be built here: ${error}` }
    : { problem: error, printed: stderr };
}
