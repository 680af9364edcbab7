/**
 * What a benchmark suite is: a file whose default export is a
 * {@linkcode Suite}, found by its name.
 *
 * @module
 */
import type { System } from "../../system/mod.ts";
import type { CountableWork } from "../counting/instruction_counter.ts";

/**
 * What a variant stands for in tables and charts; `bash` is a flake that does
 * everything in its own bash.
 */
export type VariantKind = "hearth" | "floor" | "bash" | "rival";

/** One way of doing the work of a figure. */
export interface Variant {
  readonly name: string;
  readonly kind: VariantKind;
  /** What has to happen before each run and is not timed. */
  readonly prepare?: () => Promise<void>;
  /** Does it once; returns what it took in milliseconds. */
  readonly run: () => Promise<number>;
  /** What has to happen after each run and is not timed. */
  readonly cleanUp?: () => Promise<void>;
  /** The work, where each run executes the same instructions. */
  readonly countable?: CountableWork;
}

/** What variants of kind `hearth`, or the one that is named, may take. */
export type Budget =
  & { readonly of: string; readonly variant?: string }
  & ({ readonly over: number } | { readonly ratio: number });

/** Work that is done in several ways, which are measured against each other. */
export interface Figure {
  /** What is timed, for instance `start → all answer`. */
  readonly title: string;
  readonly variants: readonly Variant[];
  /** Name of the variant that the others are compared to. */
  readonly floor: string;
  /** `over` in milliseconds, both judged by medians. @default {[]} */
  readonly budgets?: readonly Budget[];
  /** Counted rounds. @default the suite's */
  readonly rounds?: number;
  /**
   * Whether two commits may do the work at the same time, each on a core of its
   * own: noise then slows both. @default {false}
   */
  readonly together?: boolean;
}

/** A workspace, as a commit has it, and the Hearth that runs it. */
export interface Subject {
  /** `hearth`, or what tells two commits apart. */
  readonly name: string;
  /** Directory with the files of the workspace. */
  readonly root: string;
  /** Directory of Hearth's own files; `root` in a checkout of Hearth. */
  readonly kit: string;
  /** The user's workspace, which has files that are in no commit. */
  readonly origin: string;
}

/** What a suite is given. */
export interface SuiteContext {
  readonly system: System;
  readonly subjects: readonly Subject[];
  /** Whether floors and rivals are wanted beside the subjects. */
  readonly compared: boolean;
  /** Directory for what the run makes, removed at its end. */
  readonly dir: string;
  /** Says what is left out, and why. */
  readonly note: (message: string) => void;
  /** Ends what is being measured. */
  readonly signal: AbortSignal;
}

/** A benchmark suite. */
export interface Suite {
  /** One line for `--help` and `--list`, without a period. */
  readonly brief: string;
  /** Counted rounds where nothing else is said. */
  readonly rounds: number;
  /**
   * Prepares everything that is not to be timed; what is to be removed
   * afterwards, it leaves to the stack.
   */
  open(
    context: SuiteContext,
    stack: AsyncDisposableStack,
  ): Promise<readonly Figure[]>;
}
