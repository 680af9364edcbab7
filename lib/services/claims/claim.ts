/**
 * Claims: what is known of a service that `start` launched.
 *
 * A claim is a hint, never a proof: everything that acts on one first looks
 * whether the processes it speaks of are the ones that were launched.
 *
 * @module
 */
import { basename, join } from "../../core/files/posix_path.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { SignalName, System } from "../../system/mod.ts";
import { workspaceIdentity } from "./workspace_identity.ts";

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
  scope: (value) => value === undefined || isText(value),
  launchedAt: (value) => value === undefined || isText(value),
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
};

/** The file that holds the claim of a service. */
export function claimPath(paths: Paths, service: string): string {
  return join(paths.run, `${service}.json`);
}

/** Names of the services that have a claim, readable or not. */
export async function claimedServices(
  { fs }: Pick<System, "fs">,
  paths: Paths,
): Promise<string[]> {
  const entries = await fs.readDir(paths.run) ?? [];
  return entries
    .filter(({ name, kind }) => kind === "file" && name.endsWith(".json"))
    .map(({ name }) => basename(name, ".json"));
}

/**
 * Reads a claim; an unreadable or foreign file counts as absent, and so does
 * one that came here with a copy of another workspace. The paths in it are
 * those of now, should the workspace have been moved.
 */
export async function readClaim(
  { fs }: Pick<System, "fs">,
  paths: Paths,
  service: string,
): Promise<Claim | undefined> {
  const text = await fs.readText(claimPath(paths, service));
  if (text === undefined) return undefined;
  const claim = parseClaim(text);
  if (claim?.service !== service) return undefined;
  const isOwn = claim.workspace === await workspaceIdentity({ fs }, paths);
  return isOwn ? movedClaim(claim, paths) : undefined;
}

/** A claim with its paths as they are below the workspace's present root. */
export function movedClaim(claim: Claim, { root }: Paths): Claim {
  const moved = (path: string): string =>
    path.startsWith(`${claim.root}/`)
      ? `${root}${path.slice(claim.root.length)}`
      : path;
  return {
    ...claim,
    root,
    log: moved(claim.log),
    ...(claim.cwd !== undefined && { cwd: moved(claim.cwd) }),
    venv: claim.venv === null ? null : moved(claim.venv),
  };
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

/** Writes a claim, whole or not at all; it may hold a token, so 0600. */
export async function writeClaim(
  { fs }: Pick<System, "fs">,
  paths: Paths,
  claim: Claim,
): Promise<void> {
  const text = `${JSON.stringify(claim, null, 2)}\n`;
  await fs.writeText(claimPath(paths, claim.service), text, { mode: 0o600 });
}

/** Forgets a service. */
export async function dropClaim(
  { fs }: Pick<System, "fs">,
  paths: Paths,
  service: string,
): Promise<void> {
  await fs.remove(claimPath(paths, service));
}

/** Whether a claim that was read is of the same run, which is to go on. */
export function isOfRun(
  current: Claim | undefined,
  { run }: Pick<Claim, "run">,
): current is Claim {
  return current?.run === run && current.stopping === null;
}
