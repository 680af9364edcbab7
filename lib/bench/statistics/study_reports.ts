/**
 * What the gate sees in all recordings, with the error shared as in one run.
 *
 * @module
 */
import {
  ALPHA,
  COUNTED_PAIRS,
  FOUR_LOOKS,
  planLooks,
  TWO_LOOKS,
} from "./look_plan.ts";
import {
  type PowerRow,
  type Recording,
  recordingsOf,
  type StudyOptions,
  studyPower,
} from "./power_study.ts";
import type { Report } from "../report/report.ts";

/** Slowdowns that are put into the recordings. */
export const SLOWDOWNS: readonly number[] = [
  0,
  0.01,
  0.02,
  0.05,
  0.1,
  0.15,
  0.2,
];

/** What the gate sees in one recording. */
export interface StudiedRecording
  extends PowerRow, Omit<Recording, "logRatios"> {
  /** Pairs at the first look and at the last. */
  readonly pairs: readonly [first: number, last: number];
}

/** How to study reports. */
export interface StudyReportsOptions
  extends Pick<StudyOptions, "gate" | "runs" | "seed"> {
  /** @default {SLOWDOWNS} */
  readonly slowdowns?: readonly number[];
  /** Pairs at the first look of a suite's figures. */
  readonly roundsOf: (suite: string) => number;
}

/**
 * Studies every recorded figure, by name of the recording, as part of a run of
 * all suites that are recorded.
 */
export function studyReports(
  reports: ReadonlyMap<string, Report>,
  { roundsOf, slowdowns = SLOWDOWNS, ...options }: StudyReportsOptions,
): StudiedRecording[] {
  const recordings = [...reports].flatMap(([name, report]) =>
    recordingsOf(name, report)
  );
  const titles = Map.groupBy(recordings, ({ suite }) => suite);
  const counted = new Set(
    recordings.filter(({ of }) => of === "instructions")
      .map(({ suite, title }) => `${suite}: ${title}`),
  );
  return recordings.map(({ logRatios, ...recording }) => {
    const { suite, title } = recording;
    const figures = new Set(titles.get(suite)?.map(({ title }) => title));
    const share = ALPHA / titles.size / figures.size;
    // Time and instructions share the figure's error.
    const alpha = counted.has(`${suite}: ${title}`) ? share / 2 : share;
    const isTime = recording.of === "time";
    const first = isTime ? roundsOf(suite) : COUNTED_PAIRS;
    const looks = planLooks(first, alpha, isTime ? FOUR_LOOKS : TWO_LOOKS);
    return {
      ...recording,
      pairs: [first, looks.at(-1)?.pairs ?? first],
      ...studyPower({ ...recording, logRatios }, {
        ...options,
        slowdowns,
        looks,
      }),
    };
  });
}
