/**
 * Projects on this machine that requirements install.
 *
 * @module
 */
import { fingerprintOf } from "../../venv/fingerprint_of.ts";
import { join } from "../../../core/files/posix_path.ts";
import { localPath } from "./requirement_line.ts";
import type { RequirementsFile } from "./requirements.ts";
import type { TextFiles } from "../../inputs/text_files.ts";

/** What says which packages a project needs. */
const DECLARING = ["pyproject.toml", "setup.cfg", "setup.py"];

/** Fingerprints of what local projects declare, by file. */
export async function localProjects(
  system: TextFiles,
  { root, files }: {
    readonly root: string;
    readonly files: readonly RequirementsFile[];
  },
): Promise<Record<string, string>> {
  const dirs = files.flatMap(({ lines }) => lines.flatMap(projectPath));
  return await declaredBy(system, { root, dirs });
}

/**
 * Fingerprints of what the projects in directories declare, by file. One that
 * is absent counts too: it may come.
 */
export async function declaredBy(
  { fs }: TextFiles,
  { root, dirs }: { readonly root: string; readonly dirs: readonly string[] },
): Promise<Record<string, string>> {
  const names = dirs.flatMap((dir) => DECLARING.map((file) => join(dir, file)));
  const prints = await Promise.all(names.map(async (name) => {
    // Installers take a path as seen from the directory in which they run.
    const path = name.startsWith("/") ? name : join(root, name);
    const text = await fs.readText(path) ?? "";
    const isTables = name.endsWith(".toml") && text !== "";
    const part = isTables ? await declaration(text) : text;
    return [name, await fingerprintOf(part)] as const;
  }));
  return Object.fromEntries(prints);
}

async function declaration(text: string): Promise<string> {
  const { relevantPart } = await import("../../inputs/formats/pyproject.ts");
  return relevantPart(text);
}

function projectPath(line: string): string[] {
  const path = localPath(line);
  return path === undefined || /\.(whl|zip|tar\.\w+)$/i.test(path)
    ? []
    : [path.replace(/\[[\w\s,.-]*\]$/, "")];
}
