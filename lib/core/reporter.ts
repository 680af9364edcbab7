/**
 * How work reports its progress, without knowing to whom.
 *
 * @module
 */

/** A stage of work that takes time. */
export interface Stage {
  /** Shows what the stage is busy with, where there is a live line. */
  update(detail: string): void;
  /** Ends the stage; `outcome` says what came of it. */
  done(outcome?: string): void;
  /** Ends the stage that went wrong; the error itself says why. */
  failed(): void;
}

/** Four verbs: progress and notes for people, the result for programs. */
export interface Reporter {
  /** Begins a stage. */
  stage(title: string): Stage;
  note(message: string): void;
  warn(message: string): void;
  /**
   * The answer, on standard output and nothing else there; returns false when
   * no one can read it any more.
   */
  result(text: string): boolean;
}

/** What long work takes. */
export interface WorkOptions {
  /** @default {silent} */
  readonly report?: Reporter;
  readonly signal?: AbortSignal | undefined;
}

/** Says nothing. */
export const silent: Reporter = {
  stage: () => ({ update() {}, done() {}, failed() {} }),
  note() {},
  warn() {},
  result: () => true,
};

/** Runs `work` as a stage that ends as failed when it throws. */
export async function inStage<T>(
  report: Reporter,
  title: string,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const stage = report.stage(title);
  try {
    const value = await work(stage);
    stage.done();
    return value;
  } catch (error) {
    stage.failed();
    throw error;
  }
}
