/**
 * Moving a workspace to another version of Hearth.
 *
 * @module
 */
import { UserError } from "../core/errors.ts";
import type { Context } from "../core/context.ts";
import { join } from "../core/files/posix_path.ts";
import { removeDrafts } from "../core/files/remove_drafts.ts";
import { inStage, type WorkOptions } from "../core/reporter.ts";
import { silent } from "../core/reporter.ts";
import { recordChange } from "../init/write/record.ts";
import { HEARTH } from "../system/launcher.ts";
import type { System } from "../system/mod.ts";
import { changesBetween } from "./changes_between.ts";
import { type FetchedKit, fetchKit } from "./fetch_kit.ts";
import { pinnedVersion, wrapperText } from "./wrapper.ts";

/** What became of an upgrade. */
export interface Upgrade {
  readonly from: string;
  readonly to: string;
  /** Sections of the changelog; empty when the version is an earlier one. */
  readonly changes: string;
  /** Whether the wrapper's own text was kept but for its version. */
  readonly isEdited: boolean;
}

/** What these functions use of the machine. */
type Ports = "fs" | "proc" | "env";

/**
 * Fetches a version, has it read the workspace, and only then pins it in the
 * wrapper. The kit of the earlier version stays in the user's cache: other
 * workspaces and running services may use it.
 *
 * @throws {UserError} when there is no wrapper, or the version cannot be
 * fetched or does not understand the workspace; then nothing has changed
 */
export async function upgradeWorkspace(
  context: Context<Ports>,
  { version, report = silent, signal }: WorkOptions & {
    /** As npm knows it: `"0.2.0"`, `"latest"`. */
    readonly version: string;
  },
): Promise<Upgrade> {
  const { system, paths } = context;
  const { fs } = system;
  const file = join(paths.root, "hearth");
  // Of an upgrade that was killed.
  await removeDrafts(system, paths.root, ["hearth"]);
  const before = await wrapperOf(system, file);
  const from = pinnedVersion(before) ?? "";
  const kit = await inStage(
    report,
    `Fetching Hearth ${version}`,
    () => fetchKit(system, version, { signal }),
  );
  await tryKit(context, kit);
  const plain = await wrapperText(system, { kit: paths.kit, version: from });
  const isEdited = before !== plain;
  const after = isEdited
    ? before.replace(`version=${from}`, `version=${kit.version}`)
    : await wrapperText(system, { kit: kit.dir, version: kit.version });
  if (after !== before) {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const change = { before: bytes(before), bytes: bytes(after) };
    // Before the file: what is killed in between, the next upgrade finishes.
    await recordChange(system, {
      root: paths.root,
      file: { path: "hearth", ...change },
    });
    try {
      await fs.writeText(file, after, { mode: 0o755 });
    } catch (error) {
      const undone = { before: change.bytes, bytes: change.before };
      await recordChange(system, {
        root: paths.root,
        file: { path: "hearth", ...undone },
      });
      throw error;
    }
  }
  const changelog = await fs.readText(join(kit.dir, "CHANGELOG.md")) ?? "";
  const changes = changesBetween(changelog, { from, to: kit.version });
  return { from, to: kit.version, changes, isEdited };
}

async function wrapperOf(
  { fs }: Pick<System, "fs">,
  file: string,
): Promise<string> {
  const stat = await fs.stat(file);
  const text = stat?.kind === "file" ? await fs.readText(file) : undefined;
  if (text !== undefined && pinnedVersion(text) !== undefined) return text;
  throw new UserError(
    `Cannot upgrade: "${file}" is not a wrapper that pins a version`,
    { hint: `To write one, run: ${HEARTH} init` },
  );
}

/** Has the new version load `workspace.ts`. */
async function tryKit(
  { system: { proc, env }, paths: { root } }: Context<Ports>,
  { version, dir }: FetchedKit,
): Promise<void> {
  const { code, stderr } = await proc.run(
    [join(dir, "bin", "hearth"), "status", "--json"],
    { cwd: root, env: { ...env.all(), HEARTH_ROOT: root, HEARTH_KIT: "" } },
  );
  if (code === 0) return;
  throw new UserError(
    `Cannot upgrade: Hearth ${version} does not work with this workspace:\n${stderr.trim()}`,
    { hint: "Nothing was changed. Correct workspace.ts for it, or stay." },
  );
}
