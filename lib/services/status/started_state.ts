/**
 * What a start found out, in the words of `status`.
 *
 * @module
 */
import type { Found, State } from "./service_status.ts";
import type { Started } from "../launch/start_options.ts";

const STATES: Readonly<Record<Started["outcome"], State>> = {
  started: "running",
  already: "running",
  silent: "starting",
  ended: "failed",
  stopped: "stopped",
  skipped: "stopped",
};

/** The service as `status` would find it right after the start. */
export function foundOf({ name, outcome, claim, why }: Started): Found {
  return {
    name,
    state: STATES[outcome],
    claim,
    members: [],
    why: why ?? "It answers",
  };
}
