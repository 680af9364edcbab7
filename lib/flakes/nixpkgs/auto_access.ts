/**
 * The real nixpkgs where a flake locks it and it is available, otherwise the
 * packages of this machine.
 *
 * @module
 */
import { createLimiter } from "../../core/concurrency/create_limiter.ts";
import { lockTextOf } from "../lock/lock_text.ts";
import type { System } from "../../system/mod.ts";
import type { FlakeCache } from "../flake_cache.ts";
import type { NixpkgsAccess } from "./nixpkgs_access.ts";
import type { Revision } from "../select/revision.ts";
import { runNix } from "../evaluate/run_nix.ts";

/** Milliseconds after which a nixpkgs that was not available is asked for again. */
const ASK_AGAIN_MS = 60 * 60 * 1000;
/** Under which it is kept that no network answered, whatever was asked for. */
const OFFLINE = "offline";
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

/** What came of asking for a nixpkgs. */
interface Answer {
  readonly had: boolean;
  /** Whether a server said so. */
  readonly isAnswered: boolean;
  /** When, in milliseconds since the epoch. */
  readonly at: number;
}

/** Returns a function that chooses for each revision. */
export function autoAccess(
  system: Pick<System, "proc" | "clock">,
  { host, locked, cache, signal, onRefusal }: AutoAccessOptions,
): (revision: Revision) => Promise<NixpkgsAccess> {
  const answers = new Map<string, Promise<boolean>>();
  const ask = async (source: string): Promise<Answer> => {
    const fetch = `(builtins.fetchTree (builtins.fromJSON ${
      nixString(source)
    })).outPath`;
    const { code, stderr } = await runNix(
      system,
      ["nix", "eval", "--raw", ...IMPATIENT, "--expr", fetch],
      { env: locked.env, timeout: TIMEOUT_S, signal },
    );
    const isAnswered = code === 0 || /HTTP error 4\d\d/.test(stderr);
    return { had: code === 0, isAnswered, at: system.clock.now() };
  };
  const isRecent = (answer: Answer | undefined): boolean =>
    answer !== undefined && system.clock.now() - answer.at < ASK_AGAIN_MS;
  let last: Answer | undefined;
  const isAvailable = async (source: string): Promise<boolean> => {
    const key = await cache.key("nixpkgs", source);
    const known = await cache.get<Answer>("locked", key);
    if (known?.had) return true;
    last ??= await cache.get<Answer>("locked", OFFLINE);
    if (isRecent(known) || isRecent(last)) return false;
    const answer = await ask(source);
    if (!answer.isAnswered) last = answer;
    if (!answer.had) {
      onRefusal?.(
        "The nixpkgs in flake.lock is not available: using this machine's programs",
      );
    }
    await cache.set("locked", answer.isAnswered ? key : OFFLINE, answer);
    return answer.had;
  };
  /** One after the other: without a network, none but the first is asked for. */
  const inTurn = createLimiter(1);
  return async (revision) => {
    const nixpkgs = lockedNixpkgs(await lockTextOf(revision));
    if (nixpkgs === undefined) return await host();
    let answer = answers.get(nixpkgs);
    if (answer === undefined) {
      answer = inTurn(() => isAvailable(nixpkgs));
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
