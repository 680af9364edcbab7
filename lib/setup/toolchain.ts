/**
 * What installs packages: uv wherever it is available, else pip.
 *
 * @module
 */
import { HEARTH } from "../system/launcher.ts";
import { UserError } from "../core/errors.ts";
import { installUv } from "./uv/install_uv.ts";
import type { Interpreter } from "./python/interpreter.ts";
import type { Context } from "../core/context.ts";
import { inStage, type Reporter } from "../core/reporter.ts";
import { findUv, type Uv } from "./uv/uv.ts";

/** An installer that is looked for when it is first needed. */
export interface Toolchain {
  /** uv, or `undefined` when it is not available. */
  uv(): Promise<Uv | undefined>;
  /**
   * @throws {UserError} when uv is not available
   */
  needUv(purpose: string): Promise<Uv>;
  /** What the user should know, as sentences. */
  readonly notes: string[];
}

/** What a toolchain is made of. */
export interface ToolchainOptions {
  /** The Python that installs uv where there is none. */
  readonly interpreter: Interpreter;
  /** A uv that was found already. */
  readonly uv: Uv | undefined;
  readonly report: Reporter;
  readonly signal?: AbortSignal | undefined;
}

/** Finds uv, or installs it once; remembers the answer for one setup. */
export function toolchain(
  context: Context<"clock" | "env" | "fs" | "proc">,
  { interpreter, uv: known, report, signal }: ToolchainOptions,
): Toolchain {
  const notes: string[] = [];
  let answer: Promise<Uv | undefined> | undefined;
  let refusal = "";
  async function obtain(): Promise<Uv | undefined> {
    const found = known ?? await findUv(context);
    if (found) return found;
    const install = await inStage(
      report,
      "Installing uv",
      () => installUv(context, interpreter, signal),
    );
    const own = install.kind === "installed"
      ? await findUv(context)
      : undefined;
    if (own) return own;
    refusal = install.kind === "refused"
      ? install.cause
      : "the version from pip is too old, or does not run here";
    notes.push(
      `uv could not be installed (${refusal}): using pip, which is slower`,
    );
    return undefined;
  }
  const uv = (): Promise<Uv | undefined> => answer ??= obtain();
  return {
    uv,
    notes,
    async needUv(purpose) {
      const found = await uv();
      if (found) return found;
      throw new UserError(
        `Cannot ${purpose} without uv, which could not be installed: ${refusal}`,
        { hint: `Install uv, or fix the network, then run: ${HEARTH} setup` },
      );
    },
  };
}
