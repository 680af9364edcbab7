/**
 * What a bisection takes for good.
 *
 * @module
 */
import { cellOf, systemsOf, verdictOf } from "../report/flakes_table.ts";
import type { RevisionReport } from "../result.ts";

/** What is expected; of every system when none is named. */
export interface Expectation {
  readonly system?: string;
  readonly status: "passed" | "failed";
}

/**
 * Reads `passed`, `failed` or `SYSTEM=STATUS`.
 *
 * @throws {RangeError} when it is none of them
 */
export function parseExpectation(text: string): Expectation {
  const [, system, status] = /^(?:([\w-]+)=)?(passed|failed)$/.exec(text) ?? [];
  if (status !== "passed" && status !== "failed") {
    throw new RangeError(
      `Expected passed, failed or for instance x86_64-linux=passed, not "${text}"`,
    );
  }
  return system === undefined ? { status } : { system, status };
}

/** Whether a revision is as expected; `skip` when it is unclear. */
export function judge(
  revision: RevisionReport,
  expectations: readonly Expectation[],
): "good" | "bad" | "skip" {
  const verdicts = expectations.map(({ system, status }) => {
    const systems = system === undefined
      ? systemsOf({ revisions: [revision] })
      : [system];
    const cells = systems.length > 0
      ? systems.map((name) => cellOf(revision, name))
      : [
        revision.shells.length > 0
          ? cellOf(revision, "*")
          : verdictOf(revision.parse),
      ];
    if (cells.some((cell) => cell === "failed" || cell === "known")) {
      return status === "failed" ? "good" : "bad";
    }
    if (cells.some((cell) => cell === "skipped" || cell === "none")) {
      return "skip";
    }
    // It may be good all the same, but nothing here can tell.
    const isUnclear = revision.shells.some((shell) =>
      systems.includes(shell.system) && shell.evaluate.status === "unknown" &&
      shell.evaluate.error !== undefined
    );
    if (isUnclear) return "skip";
    return status === "passed" ? "good" : "bad";
  });
  return verdicts.find((verdict) => verdict === "bad") ??
    verdicts.find((verdict) => verdict === "skip") ?? "good";
}
