/**
 * Making a lock from a list of packages.
 *
 * @module
 */
import { basename, join, relative } from "../../core/files/posix_path.ts";
import type { EnvironmentInputs } from "../environment_inputs.ts";
import { draftName, type LockPair, privatePair } from "../inputs/lock_pairs.ts";
import {
  refusePasswords,
  refusePasswordsIn,
} from "./requirements/credentials.ts";
import type { Context } from "../../core/context.ts";
import type { Paths } from "../../core/files/paths.ts";
import {
  hashedRequirements,
  withGivenHashes,
  withoutGivenHashes,
} from "./requirements/required_hashes.ts";
import { isNamed, optionOf } from "./requirements/requirement_line.ts";
import { isUnhashed, lockEntries, sealLock } from "./requirements_lock.ts";
import { namesIndex, sourceOptions } from "./requirements/source_options.ts";
import { runUv, type Uv } from "../uv/uv.ts";
import { lowestOf, upperMarker } from "../python/version_range.ts";
import { writeBoundedProject } from "./bounded_project.ts";

/** How to lock. */
export interface LockRequest {
  readonly pair: LockPair;
  readonly inputs: EnvironmentInputs;
  /** Path of the Python that resolves. */
  readonly python: string;
  /** Takes the newest versions instead of the pinned ones. */
  readonly upgrade: boolean;
  /** Version of the Python that will import what is locked. */
  readonly importedWith: string;
  readonly signal?: AbortSignal | undefined;
  readonly onLine: (line: string) => void;
}

/** Where a lock is until the venv that was built from it is checked. */
function lockDraft(paths: Paths, pair: LockPair): string {
  return join(paths.state, `${draftName(pair)}.draft`);
}

/**
 * Resolves a list of packages, and writes the result, with hashes and without
 * any index's address, as a draft. A group is resolved within the main lock, and finds
 * packages where the main requirements find theirs.
 *
 * @returns the draft's path
 * @throws {UserError} with uv's own reason
 */
export async function lockRequirements(
  context: Context<"fs" | "proc">,
  uv: Uv,
  request: LockRequest,
): Promise<string> {
  const { system, paths } = context;
  const { fs } = system;
  const { pair, inputs, python, upgrade } = request;
  const { range } = inputs.request;
  const { files: own = [], resolve } = inputs.locks[pair.lock] ?? {};
  const main = inputs.pairs[0]?.lock ?? pair.lock;
  const shared = main === pair.lock ? [] : inputs.locks[main]?.files ?? [];
  refusePasswords(pair.lock, own);
  const draft = lockDraft(paths, pair);
  const given = hashedRequirements([...own, ...shared]);
  // uv keeps the pins that it finds in the file that it writes to.
  const pinned = upgrade
    ? undefined
    : inputs.locks[pair.lock]?.text ?? await earlierLock(context, pair);
  if (pinned === undefined) await fs.remove(draft);
  else await fs.writeText(draft, withoutGivenHashes(pinned, given));
  const options = sourceOptions(paths.root, shared, namesIndex(own));
  const { trustedHosts, prereleases } = sourceOptions(paths.root, [
    ...own,
    ...shared,
  ]);
  const asText = (lines: readonly string[]): string =>
    lines.map((line) => `${line}\n`).join("");
  const lists = {
    constraint: main === pair.lock
      ? ""
      : constraints(inputs.locks[main]?.text ?? ""),
    options: asText(options.lines),
    listed: asText(resolve?.lines ?? []),
    excluded: asText(inputs.selection.exclude),
  };
  const files: Record<string, string> = {};
  for (const [name, text] of Object.entries(lists)) {
    if (text === "") continue;
    const file = join(paths.state, `${basename(main)}.${name}.draft`);
    await fs.writeText(file, text);
    files[name] = relative(paths.root, file);
  }
  const pythons = await targets(context, { range, ...request });
  try {
    await runUv(system, {
      uv,
      args: [
        "pip",
        "compile",
        "--quiet",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--no-header",
        ...pythons,
        "--python",
        python,
        ...trustedHosts.flatMap((host) => ["--allow-insecure-host", host]),
        ...(prereleases ? ["--prerelease", "allow"] : []),
        ...(files.constraint ? ["--constraint", files.constraint] : []),
        ...(files.excluded ? ["--excludes", files.excluded] : []),
        "--output-file",
        draft,
        ...(resolve?.args ?? []),
        ...(files.listed ? [files.listed] : []),
        ...(files.options ? [files.options] : []),
      ],
    }, { ...request, purpose: `lock ${pair.requirements}`, cwd: paths.root });
  } finally {
    for (const file of Object.values(files)) {
      await fs.remove(join(paths.root, file));
    }
  }
  const made = await fs.readText(draft) ?? "";
  // What comments say has to hold when the drafts are gone.
  const lasting = Object.entries({
    constraint: main,
    listed: pair.requirements,
  }).reduce((text, [name, lasts]) => {
    const file = files[name];
    return file === undefined ? text : text.replaceAll(file, lasts);
  }, made);
  const text = withGivenHashes(lasting, given) + asText(resolve?.locked ?? []);
  refusePasswordsIn(pair.lock, text);
  const madeFrom = inputs.locks[pair.lock]?.madeFrom ?? "";
  await fs.writeText(draft, sealLock(text, madeFrom, request.importedWith));
  return draft;
}

/**
 * For which Pythons and platforms uv is to resolve. A lock that is shared serves
 * all that the workspace allows. A private one has to serve this machine alone:
 * what an older Python cannot have, or a newer one, is no obstacle then.
 */
async function targets(
  context: Context<"fs">,
  { pair, range, importedWith }:
    & { range: string }
    & Pick<
      LockRequest,
      "pair" | "importedWith"
    >,
): Promise<string[]> {
  if (pair.owner === "private") return ["--python-version", importedWith];
  const marker = upperMarker(range);
  const bounded = marker === undefined
    ? undefined
    : await writeBoundedProject(context, marker);
  return [
    "--universal",
    "--python-version",
    lowestOf(range),
    ...(bounded ? ["--project", bounded] : []),
  ];
}

/** The text of the private lock that a shared one takes over from. */
async function earlierLock(
  { system: { fs }, paths }: Context<"fs">,
  { requirements }: LockPair,
): Promise<string | undefined> {
  const { lock } = privatePair(paths, requirements);
  return await fs.readText(join(paths.root, lock));
}

/** What of a lock may constrain another: uv takes no entry without a name. */
function constraints(text: string): string {
  return lockEntries(text).filter((entry) => {
    const { requirement } = entry;
    return optionOf(requirement) === undefined &&
      (!isUnhashed(entry) || isNamed(requirement));
  }).map(({ text }) => text).join("");
}
