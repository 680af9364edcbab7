/**
 * Pinning a nixpkgs by its content, so that Nix neither fetches nor hashes it
 * again for each flake.
 *
 * @module
 */
import { inputReference } from "../../nix/host_inputs.ts";
import { UserError } from "../../core/errors.ts";
import { nixError } from "../../nix/nix_error.ts";
import { runNix } from "../evaluate/run_nix.ts";
import type { System } from "../../system/mod.ts";

/** Seconds: it may have to be downloaded first. */
const TIMEOUT_S = 600;

/** A nixpkgs in the store. */
export interface PinnedNixpkgs {
  /** Names its content, and takes Nix to it at once. */
  readonly reference: string;
  /** Where it is. */
  readonly path: string;
  /** `sha256-…` of its content. */
  readonly narHash: string;
}

/**
 * Puts it into the store.
 *
 * @throws {UserError} in Nix's own words, when it cannot
 */
export async function resolveReference(
  system: Pick<System, "proc" | "clock">,
  reference: string,
  { env, signal }: {
    readonly env: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<PinnedNixpkgs> {
  const { code, stdout, stderr } = await runNix(
    system,
    ["nix", "flake", "metadata", "--json", "--no-write-lock-file", reference],
    { env, timeout: TIMEOUT_S, signal },
  );
  if (code !== 0) {
    signal?.throwIfAborted();
    throw new UserError(
      `Cannot use the nixpkgs "${reference}": ${nixError(stderr)}`,
      { hint: "Without a network, use --nixpkgs host or a path: reference." },
    );
  }
  const { path, locked: { narHash } } = JSON.parse(stdout);
  return { reference: inputReference(path, narHash), path, narHash };
}
