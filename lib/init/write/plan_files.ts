/**
 * Which files init writes, and which it leaves as they are.
 *
 * @module
 */
import { join } from "../../core/files/posix_path.ts";
import type { System } from "../../system/mod.ts";
import type { Proposal } from "../propose/proposal.ts";
import { workspaceText } from "../render/workspace_text.ts";
import { VERSION } from "../../core/version.ts";
import { wrapperText } from "../../kit/wrapper.ts";
import {
  denoJsonText,
  ENVRC_TEXT,
  flakeText,
  LOCAL_NIX_TEXT,
  TYPES,
} from "./file_texts.ts";
import { planIgnored } from "./plan_ignored.ts";
import type { FilePlan, KeptFile, PlannedFile } from "./planned_file.ts";
import { isEqual, readWhole } from "./read_whole.ts";

/** What the user asked for. */
export interface PlanOptions {
  /** Directory of Hearth's own files. */
  readonly kit: string;
  readonly nix: boolean;
}

const FILE_MODE = 0o644;
const PROGRAM_MODE = 0o755;

/**
 * Plans the files of a workspace.
 *
 * @param proposal absent where there is a `workspace.ts` already
 */
export async function planFiles(
  system: Pick<System, "fs">,
  root: string,
  { proposal, nix, kit }: PlanOptions & {
    readonly proposal: Proposal | undefined;
  },
): Promise<FilePlan> {
  const writes: PlannedFile[] = [];
  const kept: KeptFile[] = [];
  const exists = async (path: string): Promise<boolean> =>
    await system.fs.statLink(join(root, path)) !== undefined;
  const add = async (
    path: string,
    text: string,
    { mode = FILE_MODE, keep }: {
      readonly mode?: number;
      readonly keep?: Omit<KeptFile, "path">;
    } = {},
  ): Promise<void> => {
    const bytes = new TextEncoder().encode(text);
    if (!await exists(path)) {
      writes.push({ path, bytes, mode, before: undefined });
      return;
    }
    const before = await readWhole(system, join(root, path));
    const isSame = before !== undefined && isEqual(before, bytes);
    kept.push({ path, ...(isSame ? {} : keep) });
  };
  const ignored = await planIgnored(system, root, {
    hasSecrets: (proposal?.secrets.length ?? 0) > 0 && !await exists(".env"),
    hasFlake: nix,
  });
  if ("bytes" in ignored) writes.push(ignored);
  else kept.push(ignored);
  // Hearth's own checkout runs itself.
  if (root !== kit) {
    await add("hearth", await wrapperText(system, { kit, version: VERSION }), {
      mode: PROGRAM_MODE,
      keep: {
        why: "it is the repository's own, so there is no wrapper",
        add: `npx -y hearthspace@${VERSION} start`,
      },
    });
  }
  const hasWrapper = writes.some(({ path }) => path === "hearth") ||
    kept.some(({ path, why }) => path === "hearth" && why === undefined);
  if (nix) {
    const keep = { why: "it is the repository's own" };
    await add("flake.nix", await flakeText(system, kit), { keep });
    await add(".envrc", ENVRC_TEXT, { keep });
    await add("local.nix.example", LOCAL_NIX_TEXT, { keep });
  }
  if (proposal === undefined) {
    kept.push({ path: "workspace.ts" });
    return { writes, kept };
  }
  if (proposal.requirements.length > 0) {
    await add("requirements.txt", `${proposal.requirements.join("\n")}\n`, {
      keep: { why: "it is the repository's own" },
    });
  }
  const config = await firstPresent(exists, [
    "deno.json",
    "deno.jsonc",
    "package.json",
  ]);
  if (config === undefined) {
    await add("deno.json", denoJsonText({ hasWrapper }));
  } else {
    kept.push({
      path: config,
      why: "workspace.ts refers to its types itself",
    });
  }
  const types = config === undefined ? undefined : TYPES;
  await add("workspace.ts", workspaceText(proposal, { types }));
  return { writes, kept };
}

async function firstPresent(
  exists: (path: string) => Promise<boolean>,
  paths: readonly string[],
): Promise<string | undefined> {
  for (const path of paths) if (await exists(path)) return path;
  return undefined;
}
