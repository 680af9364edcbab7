/**
 * The real nixpkgs where a flake locks it and it is available, otherwise the
 * packages of this machine.
 *
 * @module
 */
import { lockTextOf } from "../lock/lock_text.ts";
import type { System } from "../../system/mod.ts";
import type { FlakeCache } from "../flake_cache.ts";
import type { NixpkgsAccess } from "./nixpkgs_access.ts";
import type { Revision } from "../select/revision.ts";
import { runNix } from "../evaluate/run_nix.ts";

/** Milliseconds after which a nixpkgs that was not available is asked for again. */
const ASK_AGAIN_MS = 60 * 60 * 1000;
/** Seconds for the real nixpkgs to come. */
const TIMEOUT_S = 300;
/** Gives up at once where there is no network. */
const IMPATIENT = ["--option", "connect-timeout", "3"].concat(
  ["--option", "download-attempts", "1"],
);

/** What there is to choose from. */
export interface AutoAccessOptions {
  /** Called when it is first needed. */
  readonly host: () => Promise<NixpkgsAccess>;
  readonly locked: NixpkgsAccess;
  readonly cache: FlakeCache;
  readonly signal?: AbortSignal | undefined;
  /** Told once when the real nixpkgs is locked and is not available. */
  readonly onRefusal?: (why: string) => void;
}

/** Returns a function that chooses for each revision. */
export function autoAccess(
  system: Pick<System, "proc" | "clock">,
  { host, locked, cache, signal, onRefusal }: AutoAccessOptions,
): (revision: Revision) => Promise<NixpkgsAccess> {
  const answers = new Map<string, Promise<boolean>>();
  let isOffline = false;
  const isAvailable = async (source: string): Promise<boolean> => {
    const { clock } = system;
    const key = await cache.key("nixpkgs", source);
    const known = await cache.get<{ had: boolean; at: number }>("locked", key);
    if (known?.had) return true;
    if (known !== undefined && clock.now() - known.at < ASK_AGAIN_MS) {
      return false;
    }
    if (isOffline) return false;
    const fetch = `(builtins.fetchTree (builtins.fromJSON ${
      nixString(source)
    })).outPath`;
    const { code } = await runNix(
      system,
      ["nix", "eval", "--raw", ...IMPATIENT, "--expr", fetch],
      { env: locked.env, timeout: TIMEOUT_S, signal },
    );
    const had = code === 0;
    if (!had) {
      isOffline = true;
      onRefusal?.(
        "The nixpkgs in flake.lock is not available: using this machine's programs",
      );
    }
    await cache.set("locked", key, { had, at: clock.now() });
    return had;
  };
  return async (revision) => {
    const nixpkgs = lockedNixpkgs(await lockTextOf(revision));
    if (nixpkgs === undefined) return await host();
    let answer = answers.get(nixpkgs);
    if (answer === undefined) {
      answer = isAvailable(nixpkgs);
      answers.set(nixpkgs, answer);
    }
    return await answer ? locked : await host();
  };
}

/** What `flake.lock` says of the input called nixpkgs, as JSON. */
function lockedNixpkgs(lock: string | undefined): string | undefined {
  try {
    const { root, nodes } = JSON.parse(lock ?? "");
    const name = nodes[root].inputs.nixpkgs;
    const { type, owner, repo, rev, url, narHash } = nodes[name].locked;
    return JSON.stringify({ type, owner, repo, rev, url, narHash });
  } catch {
    return undefined; // no lock of a kind that is known
  }
}

function nixString(text: string): string {
  return `"${text.replaceAll(/["\\$]/g, "\\$&")}"`;
}
