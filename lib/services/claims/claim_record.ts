/**
 * What a claim says, and whether a text is one.
 *
 * @module
 */
import type { SignalName } from "../../system/mod.ts";

/** How a service was launched. */
export type Mode = "background" | "tmux" | "foreground";

/** A launched service. */
export interface Claim {
  /** Of its workspace, as is `workspace`. */
  readonly root: string;
  /** What stays the same when the directory is moved. */
  readonly workspace: string;
  readonly service: string;
  /** An id that all its processes carry in their environment. */
  readonly run: string;
  /** Of its leader, as is `startTime`. */
  readonly pid: number;
  readonly startTime: string;
  readonly bootId: string;
  /** Start time of its first process, which a daemon leaves for its leader. */
  readonly launchedAt?: string;
  readonly mode: Mode;
  readonly command: readonly string[];
  readonly port: number | null;
  /** Ports of other services that it was given, by their names. */
  readonly peerPorts?: Readonly<Record<string, number>>;
  readonly url: string | null;
  readonly log: string;
  readonly venv: string | null;
  /** Seconds. */
  readonly stopTimeout: number;
  /** Asks it to end. @default {"SIGTERM"} */
  readonly stopSignal?: SignalName | undefined;
  /** Megabytes of its log; no limit when absent. */
  readonly logLimit?: number | undefined;
  /** Directory in which it runs. */
  readonly cwd?: string | undefined;
  /** Program and arguments that say whether it is ready. */
  readonly probe?: readonly string[] | undefined;
  /** Commands that its shell runs before it, for people. */
  readonly before?: readonly string[] | undefined;
  /** Services that it was started after, which are stopped after it. */
  readonly dependsOn?: readonly string[] | undefined;
  /** Whether a shell starts it again. @default {"never"} */
  readonly restart?: "never" | "on-failure" | "always" | undefined;
  /** The scope of systemd's user manager in which it runs, if it does. */
  readonly scope?: string | undefined;
  /** Why its start gave up on it and ended it. */
  readonly failure?: string | undefined;
  /** Of tmux. */
  readonly socket: string | null;
  /** ISO 8601. */
  readonly since: string;
  /** From launch to the first answer, `null` until then. */
  readonly readyMs: number | null;
  /** When its stop began, ISO 8601; `null` until then. */
  readonly stopping: string | null;
  /** Made anew from the marks of its processes: its files may be lost too. */
  readonly adopted?: true | undefined;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isNumber: Check = (value) => typeof value === "number";
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const orAbsent = (check: Check): Check => (value) =>
  value === undefined || check(value);
const orNull = (check: Check): Check => (value) =>
  value === null || check(value);

/** By hand, because loading a library for it is felt at every stop. */
const CHECKS: Readonly<Record<keyof Claim, Check>> = {
  root: isText,
  workspace: isText,
  service: isText,
  run: (value) => isText(value) && value !== "",
  pid: (value) => Number.isInteger(value) && Number(value) >= 2,
  startTime: isText,
  bootId: isText,
  scope: orAbsent(isText),
  launchedAt: orAbsent(isText),
  mode: (value) =>
    value === "background" || value === "tmux" || value === "foreground",
  command: isTexts,
  port: orNull(isNumber),
  peerPorts: orAbsent((value) =>
    typeof value === "object" && value !== null &&
    Object.values(value).every(isNumber)
  ),
  url: orNull(isText),
  log: isText,
  venv: orNull(isText),
  stopTimeout: isNumber,
  stopSignal: orAbsent((value) =>
    typeof value === "string" && /^SIG[A-Z0-9]+$/.test(value)
  ),
  logLimit: orAbsent(isNumber),
  cwd: orAbsent(isText),
  probe: orAbsent(isTexts),
  before: orAbsent(isTexts),
  dependsOn: orAbsent(isTexts),
  restart: orAbsent((value) =>
    value === "never" || value === "on-failure" || value === "always"
  ),
  failure: orAbsent(isText),
  socket: orNull(isText),
  since: isText,
  readyMs: orNull(isNumber),
  stopping: orNull(isText),
  adopted: orAbsent((value) => value === true),
};

/** Those of some fields that a value has and that can be right. */
export function validFields<F extends keyof Claim>(
  value: unknown,
  fields: readonly F[],
): Partial<Pick<Claim, F>> {
  const given = new Map(
    typeof value === "object" && value !== null ? Object.entries(value) : [],
  );
  const valid = fields.filter((name) =>
    given.has(name) && CHECKS[name](given.get(name))
  );
  return Object.fromEntries(
    valid.map((name) => [name, given.get(name)]),
  ) as Partial<Pick<Claim, F>>;
}

/** Reads the text of a claim file; `undefined` when it is not one. */
export function parseClaim(text: string): Claim | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isClaim(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isClaim(value: unknown): value is Claim {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map(Object.entries(value));
  return Object.entries(CHECKS).every(([name, check]) =>
    check(fields.get(name))
  );
}
