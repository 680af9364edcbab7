/**
 * What an installer reads: locks, and where packages come from.
 *
 * @module
 */
import { settleAll } from "../../../core/concurrency/settle_all.ts";
import { join } from "../../../core/files/posix_path.ts";
import type { Context } from "../../../core/context.ts";
import { draftName } from "../../inputs/lock_pairs.ts";
import type { RenewedLocks } from "../../lock/renew_locks.ts";
import {
  hashedRequirements,
  withGivenHashes,
} from "../../lock/requirements/required_hashes.ts";
import { requireVariables } from "../../lock/requirements/required_variables.ts";
import {
  isUnhashed,
  lockEntries,
  type LockEntry,
} from "../../lock/requirements_lock.ts";
import {
  normalizedName,
  requiredName,
} from "../../lock/requirements/requirements.ts";
import { sourceOptions } from "../../lock/requirements/source_options.ts";

/** Files for an installer, removed when disposed of. */
export interface InstallSources extends AsyncDisposable {
  /** Locks without the entries of {@linkcode InstallSources.unhashed}. */
  readonly locks: readonly string[];
  /** Whether each entry of the locks has a hash: then each is checked. */
  readonly isHashed: boolean;
  /**
   * Entries that can have no hash, which come last and without dependencies:
   * uv and pip refuse them where hashes are required.
   */
  readonly unhashed: string | undefined;
  /** Options that decide where packages come from. */
  readonly options: string | undefined;
  /** Hosts that need no certificate. */
  readonly trustedHosts: readonly string[];
}

/**
 * Takes locks apart for an installer. A lock that has nothing but hashed
 * entries is read where it is.
 *
 * @throws {UserError} when a variable that requirements name is not set
 */
export async function installSources(
  { system, paths }: Context<"env" | "fs">,
  { files, inputs }: Pick<RenewedLocks, "files" | "inputs">,
): Promise<InstallSources> {
  const { fs } = system;
  const all = inputs.pairs.flatMap(({ lock }) =>
    inputs.locks[lock]?.files ?? []
  );
  // Another tool's lock has its hashes and its options in itself.
  const inLocks = new Set(inputs.pairs.map(({ lock }) => lock));
  const own = all.filter(({ name }) => !inLocks.has(name));
  requireVariables(system, all);
  const given = hashedRequirements(own);
  const drafts: string[] = [];
  const write = async (name: string, lines: string): Promise<string> => {
    const path = join(paths.state, `${name}.draft`);
    drafts.push(path);
    await fs.writeText(path, lines);
    return path;
  };
  const excluded = new Set(inputs.selection.exclude.map(normalizedName));
  const unhashed = new Set<string>();
  const locks: string[] = [];
  let isHashed = true;
  for (const [index, pair] of inputs.pairs.entries()) {
    const { lock, owner } = pair;
    const locked = inputs.locks[lock]?.text ?? "";
    const kept = owner === "foreign"
      ? withoutEntries(
        locked,
        ({ requirement }) => excluded.has(requiredName(requirement)),
      )
      : locked;
    const text = withGivenHashes(kept, given);
    const entries = lockEntries(text);
    const without = entries.filter(isUnhashed);
    without.forEach(({ requirement }) => unhashed.add(requirement));
    // uv and pip complain about a file that asks for nothing.
    if (entries.length === without.length && entries.length > 0) continue;
    isHashed &&= entries.every((entry) =>
      entry.hashes.length > 0 || isUnhashed(entry)
    );
    locks.push(
      without.length === 0 && text === locked
        ? files[index] ?? join(paths.root, lock)
        : await write(
          `${draftName(pair)}.hashed`,
          withoutEntries(text, isUnhashed),
        ),
    );
  }
  const { lines } = sourceOptions(paths.root, own);
  const { trustedHosts } = sourceOptions(paths.root, all);
  const asText = (lines: Iterable<string>): string =>
    [...lines].map((line) => `${line}\n`).join("");
  return {
    locks,
    isHashed,
    unhashed: unhashed.size === 0
      ? undefined
      : await write("requirements.unhashed", asText(unhashed)),
    options: lines.length === 0
      ? undefined
      : await write("requirements.options", asText(lines)),
    trustedHosts,
    async [Symbol.asyncDispose]() {
      await settleAll(drafts.map((path) => fs.remove(path)));
    },
  };
}

function withoutEntries(
  text: string,
  isMeant: (entry: LockEntry) => boolean,
): string {
  return lockEntries(text).filter(isMeant)
    .reduce((rest, { text }) => rest.replace(text, ""), text);
}
