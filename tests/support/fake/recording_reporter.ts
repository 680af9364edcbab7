/**
 * A reporter that keeps what it is told, for unit tests.
 *
 * @module
 */
import type { Reporter } from "../../../lib/core/reporter.ts";

/** Everything that was reported. */
export interface RecordingReporter extends Reporter {
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
  /** Titles of stages with what they were busy with and what came of them. */
  readonly stages: readonly string[];
}

/** Makes one that has heard nothing yet. */
export function recordingReporter(): RecordingReporter {
  const notes: string[] = [];
  const warnings: string[] = [];
  const stages: string[] = [];
  return {
    notes,
    warnings,
    stages,
    stage: (title) => ({
      update: (detail) => void stages.push(`${title}: ${detail}`),
      done: (outcome = "done") => void stages.push(`${title}: ${outcome}`),
      failed: () => void stages.push(`${title}: failed`),
    }),
    note: (message) => void notes.push(message),
    warn: (message) => void warnings.push(message),
    result: () => {
      throw new Error("The test did not expect a result");
    },
  };
}
