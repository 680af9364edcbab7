/**
 * What an installer reads: locks, and where packages come from.
 *
 * @module
 */
import { settleAll } from "../../core/settle_all.ts";
import { join } from "../../core/files/posix_path.ts";
import type { Paths } from "../../core/files/paths.ts";
import type { RenewedLocks } from "../lock/renew_locks.ts";
import {
  hashedRequirements,
  withGivenHashes,
} from "../lock/requirements/required_hashes.ts";
import { requireVariables } from "../lock/requirements/required_variables.ts";
import { isUnhashed, lockEntries } from "../lock/requirements_lock.ts";
import { sourceOptions } from "../lock/requirements/source_options.ts";
import type { System } from "../../system/mod.ts";

/** Files for an installer, removed when disposed of. */
export interface InstallSources extends AsyncDisposable {
  /** Locks whose entries all have hashes. */
  readonly hashed: readonly string[];
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
  system: Pick<System, "env" | "fs">,
  paths: Paths,
  { files, inputs }: Pick<RenewedLocks, "files" | "inputs">,
): Promise<InstallSources> {
  const { fs } = system;
  const requirements = inputs.pairs.flatMap(({ lock }) =>
    inputs.files[lock] ?? []
  );
  requireVariables(system, requirements);
  const given = hashedRequirements(requirements);
  const drafts: string[] = [];
  const write = async (name: string, lines: string): Promise<string> => {
    const path = join(paths.state, `${name}.draft`);
    drafts.push(path);
    await fs.writeText(path, lines);
    return path;
  };
  const unhashed = new Set<string>();
  const hashed: string[] = [];
  for (const [index, { lock }] of inputs.pairs.entries()) {
    const locked = inputs.lockTexts[lock] ?? "";
    // A lock that setup did not make may have other hashes.
    const text = withGivenHashes(locked, given);
    const entries = lockEntries(text);
    const without = entries.filter(isUnhashed);
    without.forEach(({ requirement }) => unhashed.add(requirement));
    const rest = without.reduce(
      (rest, { text }) => rest.replace(text, ""),
      text,
    );
    // uv and pip complain about a file that asks for nothing.
    if (entries.length === without.length && entries.length > 0) continue;
    hashed.push(
      without.length === 0 && text === locked
        ? files[index] ?? join(paths.root, lock)
        : await write(`${lock}.hashed`, rest),
    );
  }
  const { lines, trustedHosts } = sourceOptions(paths.root, requirements);
  const asText = (lines: Iterable<string>): string =>
    [...lines].map((line) => `${line}\n`).join("");
  return {
    hashed,
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
