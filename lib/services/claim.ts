/**
 * Claims: what is known of a service that `start` launched.
 *
 * A claim is a hint, never a proof: everything that acts on one first looks
 * whether the processes it speaks of are the ones that were launched.
 *
 * @module
 */
import { basename, join } from "../posix_path.ts";
import * as v from "valibot";
import type { Paths } from "../paths.ts";
import type { System } from "../system/mod.ts";

/** How a service was launched. */
export type Mode = "background" | "tmux" | "foreground";

const schema = v.object({
  root: v.string(),
  service: v.string(),
  run: v.pipe(v.string(), v.nonEmpty()),
  pid: v.pipe(v.number(), v.integer(), v.minValue(2)),
  startTime: v.string(),
  bootId: v.string(),
  mode: v.picklist(["background", "tmux", "foreground"]),
  command: v.array(v.string()),
  port: v.nullable(v.number()),
  url: v.nullable(v.string()),
  log: v.string(),
  venv: v.nullable(v.string()),
  stopTimeout: v.number(),
  socket: v.nullable(v.string()),
  since: v.string(),
  readyMs: v.nullable(v.number()),
});

/**
 * A launched service. `root` is its workspace; `run` is an id that all its processes carry in their
 * environment; `pid` and `startTime` are its leader's; `since` is ISO 8601;
 * `readyMs` counts from launch to the first answer, `null` until then;
 * `stopTimeout` is in seconds; `socket` is tmux's.
 */
export type Claim = v.InferOutput<typeof schema>;

/** The file that holds the claim of a service. */
export function claimPath(paths: Paths, service: string): string {
  return join(paths.run, `${service}.json`);
}

/** Names of the services that have a claim, readable or not. */
export async function claimedServices(
  { fs }: Pick<System, "fs">,
  paths: Paths,
): Promise<string[]> {
  const entries = await fs.readFolder(paths.run) ?? [];
  return entries
    .filter(({ name, kind }) => kind === "file" && name.endsWith(".json"))
    .map(({ name }) => basename(name, ".json"));
}

/**
 * Reads a claim; an unreadable or foreign file counts as absent, and so does
 * one that came here with a copy of another workspace.
 */
export async function readClaim(
  { fs }: Pick<System, "fs">,
  paths: Paths,
  service: string,
): Promise<Claim | undefined> {
  const text = await fs.readText(claimPath(paths, service));
  if (text === undefined) return undefined;
  const claim = parseClaim(text);
  return claim?.service === service && claim.root === paths.root
    ? claim
    : undefined;
}

/** Reads the text of a claim file; `undefined` when it is not one. */
export function parseClaim(text: string): Claim | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
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
