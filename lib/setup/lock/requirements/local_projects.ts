/**
 * Projects on this machine that requirements install.
 *
 * @module
 */
import { fingerprintOf } from "../../venv/fingerprint_of.ts";
import { join } from "../../../core/files/posix_path.ts";
import { localPath } from "./requirement_line.ts";
import type { RequirementsFile } from "./requirements.ts";
import type { System } from "../../../system/mod.ts";

/** What says which packages a project needs. */
const DECLARING = ["pyproject.toml", "setup.cfg", "setup.py"];

/**
 * Fingerprints of what local projects declare, by file. One that is absent
 * counts too: it may come.
 */
export async function localProjects(
  { fs }: Pick<System, "fs">,
  root: string,
  files: readonly RequirementsFile[],
): Promise<Record<string, string>> {
  const paths = files.flatMap(({ lines }) => lines.flatMap(projectPath));
  const names = paths.flatMap((path) =>
    DECLARING.map((file) => join(path, file))
  );
  const prints = await Promise.all(names.map(async (name) => {
    // Installers take a path as seen from the directory in which they run.
    const path = name.startsWith("/") ? name : join(root, name);
    return [name, await fingerprintOf(await fs.readText(path) ?? "")] as const;
  }));
  return Object.fromEntries(prints);
}

function projectPath(line: string): string[] {
  const path = localPath(line);
  return path === undefined || /\.(whl|zip|tar\.\w+)$/i.test(path)
    ? []
    : [path];
}
