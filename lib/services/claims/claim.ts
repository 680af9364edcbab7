/**
 * Claims: what is known of a service that `start` launched.
 *
 * A claim is a hint, never a proof: everything that acts on one first looks
 * whether the processes it speaks of are the ones that were launched.
 *
 * @module
 */
import { type Claim, parseClaim } from "./claim_record.ts";
import { basename, join } from "../../core/files/posix_path.ts";
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";
import { workspaceIdentity } from "./workspace_identity.ts";

export { type Claim, type Mode, parseClaim } from "./claim_record.ts";

/** The file that holds the claim of a service. */
export function claimPath(paths: Paths, service: string): string {
  return join(paths.run, `${service}.json`);
}

/** Names of the services that have a claim, readable or not. */
export async function claimedServices(
  { system: { fs }, paths }: Context<"fs">,
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
  context: Context<"fs">,
  service: string,
): Promise<Claim | undefined> {
  const { system: { fs }, paths } = context;
  const text = await fs.readText(claimPath(paths, service));
  if (text === undefined) return undefined;
  const claim = parseClaim(text);
  if (claim?.service !== service) return undefined;
  const isOwn = claim.workspace === await workspaceIdentity(context);
  return isOwn ? movedClaim(claim, paths) : undefined;
}

/** A claim with its paths as they are below the workspace's present root. */
export function movedClaim(claim: Claim, { root }: Paths): Claim {
  const moved = (path: string): string =>
    movedPath(path, { from: claim.root, to: root });
  return {
    ...claim,
    root,
    log: moved(claim.log),
    ...(claim.cwd !== undefined && { cwd: moved(claim.cwd) }),
    venv: claim.venv === null ? null : moved(claim.venv),
  };
}

/** A path below a directory that was moved, as it is now. */
export function movedPath(
  path: string,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  return path.startsWith(`${from}/`) ? `${to}${path.slice(from.length)}` : path;
}

/** Writes a claim, whole or not at all; it may hold a token, so 0600. */
export async function writeClaim(
  { system: { fs }, paths }: Context<"fs">,
  claim: Claim,
): Promise<void> {
  const text = `${JSON.stringify(claim, null, 2)}\n`;
  await fs.writeText(claimPath(paths, claim.service), text, { mode: 0o600 });
}

/** Forgets a service. */
export async function dropClaim(
  { system: { fs }, paths }: Context<"fs">,
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
