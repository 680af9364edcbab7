/**
 * Making `requirements.lock` from `requirements.txt`.
 *
 * @module
 */
import { join, relative } from "../../core/files/posix_path.ts";
import type { EnvironmentInputs, LockPair } from "../environment_inputs.ts";
import {
  refusePasswords,
  refusePasswordsIn,
} from "./requirements/credentials.ts";
import type { Paths } from "../../core/files/paths.ts";
import {
  hashedRequirements,
  withGivenHashes,
  withoutGivenHashes,
} from "./requirements/required_hashes.ts";
import { isNamed, optionOf } from "./requirements/requirement_line.ts";
import { isUnhashed, lockEntries, sealLock } from "./requirements_lock.ts";
import { namesIndex, sourceOptions } from "./requirements/source_options.ts";
import type { System } from "../../system/mod.ts";
import { runUv, type Uv } from "../uv/uv.ts";
import { lowestOf } from "../python/version_range.ts";

/** How to lock. */
export interface LockRequest {
  readonly pair: LockPair;
  readonly inputs: EnvironmentInputs;
  /** Path of the Python that resolves. */
  readonly python: string;
  /** Range of Pythons that the lock must serve. */
  readonly range: string;
  /** Takes the newest versions instead of the pinned ones. */
  readonly upgrade: boolean;
  /** Version of the Python that will import what is locked. */
  readonly importedWith: string;
  readonly signal?: AbortSignal | undefined;
  readonly onLine: (line: string) => void;
}

/** Where a lock is until the venv that was built from it is checked. */
function lockDraft(paths: Paths, lock: string): string {
  return join(paths.state, `${lock}.draft`);
}

/**
 * Resolves requirements for all platforms and writes the result, with hashes
 * and without any index's address, as a draft. A group is resolved within the
 * main lock, and finds packages where the main requirements find theirs.
 *
 * @returns the draft's path
 * @throws {UserError} with uv's own reason
 */
export async function lockRequirements(
  system: Pick<System, "fs" | "proc">,
  paths: Paths,
  uv: Uv,
  request: LockRequest,
): Promise<string> {
  const { fs } = system;
  const { pair, inputs, python, range, upgrade } = request;
  const own = inputs.files[pair.lock] ?? [];
  const main = inputs.pairs[0]?.lock ?? pair.lock;
  const shared = main === pair.lock ? [] : inputs.files[main] ?? [];
  refusePasswords(pair.lock, own);
  const draft = lockDraft(paths, pair.lock);
  const given = hashedRequirements([...own, ...shared]);
  // uv keeps the pins that it finds in the file that it writes to.
  const pinned = upgrade ? undefined : inputs.lockTexts[pair.lock];
  if (pinned === undefined) await fs.remove(draft);
  else await fs.writeText(draft, withoutGivenHashes(pinned, given));
  const options = sourceOptions(paths.root, shared, namesIndex(own));
  const { trustedHosts, prereleases } = sourceOptions(paths.root, [
    ...own,
    ...shared,
  ]);
  const context = {
    constraint: main === pair.lock
      ? ""
      : constraints(inputs.lockTexts[main] ?? ""),
    options: options.lines.map((line) => `${line}\n`).join(""),
  };
  const files: Record<string, string> = {};
  for (const [name, text] of Object.entries(context)) {
    if (text === "") continue;
    const file = join(paths.state, `${main}.${name}.draft`);
    await fs.writeText(file, text);
    files[name] = relative(paths.root, file);
  }
  try {
    await runUv(system, uv, [
      "pip",
      "compile",
      "--quiet",
      "--universal",
      "--generate-hashes",
      "--no-emit-index-url",
      "--no-emit-find-links",
      "--no-header",
      "--python",
      python,
      "--python-version",
      lowestOf(range),
      ...trustedHosts.flatMap((host) => ["--allow-insecure-host", host]),
      ...(prereleases ? ["--prerelease", "allow"] : []),
      ...(files.constraint ? ["--constraint", files.constraint] : []),
      "--output-file",
      draft,
      pair.requirements,
      ...(files.options ? [files.options] : []),
    ], { ...request, purpose: `lock ${pair.requirements}`, cwd: paths.root });
  } finally {
    for (const file of Object.values(files)) {
      await fs.remove(join(paths.root, file));
    }
  }
  const made = await fs.readText(draft) ?? "";
  const text = withGivenHashes(
    // What comments say has to hold when the draft is gone.
    files.constraint ? made.replaceAll(files.constraint, main) : made,
    given,
  );
  refusePasswordsIn(pair.lock, text);
  const madeFrom = inputs.madeFrom[pair.lock] ?? "";
  await fs.writeText(draft, sealLock(text, madeFrom, request.importedWith));
  return draft;
}

/** What of a lock may constrain another: uv takes no entry without a name. */
function constraints(text: string): string {
  return lockEntries(text).filter((entry) => {
    const { requirement } = entry;
    return optionOf(requirement) === undefined &&
      (!isUnhashed(entry) || isNamed(requirement));
  }).map(({ text }) => text).join("");
}
