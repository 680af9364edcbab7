/**
 * Requirements files, with everything that they include.
 *
 * @module
 */
import { HEARTH } from "../../../system/launcher.ts";
import { dirname, relative, resolve } from "../../../core/files/posix_path.ts";
import { UserError } from "../../../core/errors.ts";
import { optionOf } from "./requirement_line.ts";
import type { TextFiles } from "../../inputs/text_files.ts";

/** One requirements file as it counts: without comments and blank lines. */
export interface RequirementsFile {
  /** Relative to the workspace. */
  readonly name: string;
  readonly lines: readonly string[];
}

/**
 * Reads requirements files and, once each, what they include with `-r` and
 * `-c`. Addresses that are included are left to the installer.
 *
 * @throws {UserError} when a file is missing
 */
export async function readRequirements(
  { fs }: TextFiles,
  { root, names }: { readonly root: string; readonly names: readonly string[] },
): Promise<RequirementsFile[]> {
  const files = new Map<string, RequirementsFile>();
  async function read(path: string, from: string): Promise<void> {
    const name = relative(root, path);
    if (files.has(name)) return;
    const text = await fs.readText(path);
    if (text === undefined) {
      throw new UserError(`Cannot find "${name}", which ${from} needs`, {
        hint: from === "setup"
          ? `Create the file, or remove its group: ${HEARTH} setup --without NAME`
          : "Create the file, or remove the line that includes it.",
      });
    }
    const lines = requirementLines(text);
    files.set(name, { name, lines });
    for (const included of lines.flatMap(includedFile)) {
      await read(resolve(dirname(path), included), name);
    }
  }
  for (const name of names) await read(resolve(root, name), "setup");
  return [...files.values()];
}

/**
 * The lines that say something; continued lines are joined. PowerShell writes
 * UTF-16, of which only the ASCII characters are kept here: uv reads the file
 * itself.
 */
export function requirementLines(text: string): string[] {
  return text.replaceAll("\0", "").replace(/^(\uFEFF|\uFFFD{2})/, "").replace(
    /\\\r?\n/g,
    "",
  ).split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");
}

/** The local file that a line includes, if it includes one. */
export function includedFile(line: string): string[] {
  const { name, value } = optionOf(line) ?? {};
  if (name !== "--requirement" && name !== "--constraint") return [];
  return value === undefined || /^[a-z]+:\/\//i.test(value) ? [] : [value];
}

/** A distribution's name as indexes compare it: `My_Pkg` is `my-pkg`. */
export function normalizedName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

/** Name of the distribution that a requirement asks for. */
export function requiredName(requirement: string): string {
  return normalizedName(/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? "");
}
