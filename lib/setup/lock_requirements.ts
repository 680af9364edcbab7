/**
 * Making `requirements.lock` from `requirements.txt`.
 *
 * @module
 */
import { join } from "../posix_path.ts";
import type { EnvironmentInputs, LockPair } from "./environment_inputs.ts";
import type { Paths } from "../paths.ts";
import { sealLock } from "./requirements_lock.ts";
import type { System } from "../system/mod.ts";
import { runUv, type Uv } from "./uv.ts";
import { lowestOf } from "./version_range.ts";

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
  /** A draft of the main lock that a group must agree with. */
  readonly constraint: string | undefined;
  /** Version of the Python that will import what is locked. */
  readonly importedWith: string;
  readonly signal?: AbortSignal | undefined;
  readonly onLine: (line: string) => void;
}

/** Where a lock stands until the venv that was built from it is checked. */
function lockDraft(paths: Paths, lock: string): string {
  return join(paths.state, `${lock}.draft`);
}

/**
 * Resolves requirements for all platforms and writes the result, with hashes
 * and without any index's address, as a draft.
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
  const { pair, inputs, python, range, upgrade, constraint } = request;
  const draft = lockDraft(paths, pair.lock);
  // uv keeps the pins that stand in the file that it writes to.
  const pinned = upgrade ? undefined : inputs.lockTexts[pair.lock];
  if (pinned === undefined) await fs.remove(draft);
  else await fs.writeText(draft, pinned);
  await runUv(system, uv, [
    ...["pip", "compile", "--quiet", pair.requirements, "--universal"],
    ...["--generate-hashes", "--no-emit-index-url", "--no-header"],
    ...["--python", python, "--python-version", lowestOf(range)],
    ...(constraint ? ["--constraint", constraint] : []),
    ...["--output-file", draft],
  ], { ...request, purpose: `lock ${pair.requirements}`, cwd: paths.root });
  const text = await fs.readText(draft) ?? "";
  const madeFrom = inputs.madeFrom[pair.lock] ?? "";
  await fs.writeText(draft, sealLock(text, madeFrom, request.importedWith));
  return draft;
}
