/**
 * Evaluates a batch of flakes in as few processes as they allow: one, and one
 * more behind each flake that ends it.
 *
 * @module
 */
import { buildersArguments } from "../../../nix/builders_arguments.ts";
import { join } from "../../../core/files/posix_path.ts";
import type { System } from "../../../system/mod.ts";
import { NEEDS_BUILD } from "../ask_nix.ts";
import { missingName } from "../evaluation.ts";
import { looksUpNamesBelow } from "../looked_up_names.ts";
import { memberDir, writeSettings } from "./batch_tree.ts";
import type { MemberState } from "./member_state.ts";
import { nextStep, planOf } from "./next_step.ts";
import { type PassEnd, runPass, type Said } from "./run_pass.ts";
import type { TargetValue } from "./targets.ts";

/** Repeats until every name that is computed, and so not written, is known. */
const MOST_REPEATS = 8;

const OUT_OF_MEMORY =
  /out of memory|bad_alloc|failed to expand heap|cannot allocate memory|Too many heap sections/i;

/** How to evaluate. */
export interface EvaluateBatchOptions {
  /** The directory of the batch. */
  readonly place: string;
  readonly env: Readonly<Record<string, string>>;
  readonly systems?: readonly string[] | undefined;
  readonly shells?: readonly string[] | undefined;
  readonly strictNames: boolean;
  readonly builders?: string | undefined;
  /** Seconds for each shell. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** Told of each member as soon as it is done. */
  readonly onDone: (index: number) => void;
}

/**
 * Evaluates what is pending of each member.
 *
 * @returns whether every one is done; otherwise Nix could not even begin
 */
export async function evaluateBatch(
  system: Pick<System, "fs" | "proc" | "clock">,
  states: readonly MemberState[],
  options: EvaluateBatchOptions,
): Promise<boolean> {
  const told = new Set<number>();
  const check = (index: number): void => {
    if (!states[index]?.isDone || told.has(index)) return;
    told.add(index);
    options.onDone(index);
  };
  await prepare(system, states, options);
  while (true) {
    const step = nextStep(states, options);
    if (step === undefined) return true;
    const { builds, timeout } = step;
    let progress = 0;
    const end = await runPass(
      system,
      planOf(states, step, options),
      {
        ...options,
        timeout,
        args: builds ? buildersArguments(options.builders) : ["--read-only"],
        onValue: (said, value) => {
          progress++;
          note(states, said, value);
          check(said.index);
        },
      },
    );
    if (end.code === 0) continue;
    if (end.at === undefined) {
      if (progress > 0) continue;
      return false;
    }
    const { index } = end.at;
    await settle(system, states, end, {
      ...options,
      progress,
      isThrown: step.isRetry,
      canWait: timeout < options.timeout,
    });
    check(index);
  }
}

function note(
  states: readonly MemberState[],
  { index, target, lines, ms }: Said,
  value: TargetValue,
): void {
  states[index]?.note({ target, value, lines, ms });
}

/** Decides about the target at which a process ended. */
async function settle(
  system: Pick<System, "fs">,
  states: readonly MemberState[],
  { at, timedOut, stderr }: PassEnd,
  options: EvaluateBatchOptions & {
    /** Targets that the process had evaluated before. */
    readonly progress: number;
    /** Whether it is evaluated for the message of what it throws. */
    readonly isThrown: boolean;
    /** Whether it may have more time later. */
    readonly canWait: boolean;
  },
): Promise<void> {
  const state = at && states[at.index];
  if (at === undefined || state === undefined) return;
  const { target, lines, ms } = at;
  const error = lines.filter((line) => !line.startsWith("trace: ")).join("\n");
  if (timedOut && options.canWait) {
    state.isSlow = true;
    return;
  }
  if (timedOut) return state.note({ target, limit: "time", lines, ms });
  if (OUT_OF_MEMORY.test(error)) {
    return state.giveUp({ limit: "memory", lines, ms });
  }
  // The processor's time was used up by those before it.
  if (error === "" && options.progress > 0) return;
  if (!state.builds && NEEDS_BUILD.test(error)) {
    state.builds = true;
    return;
  }
  const missing = missingName({ stderr: error });
  const isNew = missing !== undefined && !options.strictNames &&
    !state.names.includes(missing) && state.repeats < MOST_REPEATS;
  if (isNew) {
    const others = await argumentsAt(system, error, options.place);
    state.assume([missing, ...others]);
    state.repeats++;
    return await prepare(system, states, options);
  }
  state.note({
    target,
    lines,
    ms,
    isThrown: options.isThrown,
    looksUp: /error: (?!attribute|undefined|infinite)/.test(error) &&
      await looksUpNamesBelow(system, join(options.place, memberDir(at.index))),
    stderr: error === "" ? stderr : error,
    code: await codeAt(system, error, options.place),
  });
}

/** Writes how the members see the small nixpkgs. */
async function prepare(
  system: Pick<System, "fs">,
  states: readonly MemberState[],
  { place }: EvaluateBatchOptions,
): Promise<void> {
  const settings = states.map(({ settings }) => settings);
  if (settings.some((one) => one !== null)) {
    await writeSettings(system, { place, settings });
  }
}

/** What the function takes that was called without one of its arguments. */
async function argumentsAt(
  system: Pick<System, "fs">,
  error: string,
  place: string,
): Promise<readonly string[]> {
  const [, path] =
    /-source\/(r\d+\/\S+?):\d+:\d+(?=\S* called without required argument)/
      .exec(error) ?? [];
  const text = path && await system.fs.readText(join(place, path));
  const [, names = ""] = /\{([^{}]*)/.exec(text || "") ?? [];
  return names.match(/[A-Za-z_][\w'-]*/g) ?? [];
}

/** The code at the place that an error names, to the end of its line. */
async function codeAt(
  { fs }: Pick<System, "fs">,
  error: string,
  place: string,
): Promise<string | undefined> {
  // Newer ones print the cause last.
  const cause = error.slice(error.lastIndexOf("error:"));
  const [, path, line, column] =
    /\bat \S*-source\/(r\d+\/\S+?):(\d+):(\d+)/.exec(cause) ?? [];
  if (path === undefined) return undefined;
  const text = await fs.readText(join(place, path));
  return text?.split("\n")[Number(line) - 1]?.slice(Number(column) - 1);
}
