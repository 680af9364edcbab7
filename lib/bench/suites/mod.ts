/**
 * The suites that any workspace has, by name, in the order in which they run.
 *
 * @module
 */
import type { Suite } from "../sampling/suite.ts";

/** Loads a suite. The imports are literal, so that a bundler finds them. */
export type SuiteLoader = () => Promise<{ readonly default: Suite }>;

/** Every suite that measures a workspace. */
export const SUITES: ReadonlyMap<string, SuiteLoader> = new Map([
  ["entry", () => import("./entry.ts")],
  ["setup", () => import("./setup.ts")],
  ["start", () => import("./start.ts")],
  ["stop", () => import("./stop.ts")],
]);
