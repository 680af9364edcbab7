/**
 * What the claim of a launch says of how it is to be treated, as its processes
 * carry it in their environment: a claim that is lost can be made anew.
 *
 * @module
 */
import { type Claim, validFields } from "./claim_record.ts";

/** No program to run and no file to remove: these words may be forged. */
const FIELDS = [
  "url",
  "venv",
  "peerPorts",
  "dependsOn",
  "restart",
  "before",
  "stopSignal",
  "stopTimeout",
  "logLimit",
] as const;

/** Characters that are kept of each command that comes before a service. */
const LONGEST = 60;

/** That part of a claim. */
export type LaunchRecord = Pick<Claim, typeof FIELDS[number]>;

/** The text of a record, in plain letters. */
export function launchRecord({ before, ...record }: LaunchRecord): string {
  return encodeURIComponent(JSON.stringify({
    ...record,
    before: before?.map((command) => command.slice(0, LONGEST).toWellFormed()),
  }));
}

/** Reads one, as far as it can be right. */
export function parseLaunchRecord(text: string): Partial<LaunchRecord> {
  try {
    return validFields(JSON.parse(decodeURIComponent(text)), FIELDS);
  } catch {
    return {}; // what somebody else wrote
  }
}
