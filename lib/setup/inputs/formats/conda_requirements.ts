/**
 * The requirements that conda's `environment.yml` leaves to pip.
 *
 * @module
 */
import { UserError } from "../../../core/errors.ts";
import { dirname, join, resolve } from "../../../core/files/posix_path.ts";
import type { TextFiles } from "../text_files.ts";
import { optionOf } from "../../lock/requirements/requirement_line.ts";
import {
  includedFile,
  readRequirements,
} from "../../lock/requirements/requirements.ts";
import { readCondaEnvironment } from "./conda_environment.ts";
import type { PackageList, Selection } from "../package_list.ts";

/**
 * Reads the list below `pip:` with all that it includes.
 *
 * @throws {UserError} where there is none
 */
export async function condaRequirements(
  { fs }: TextFiles,
  root: string,
  { file, selection }: { file: string; selection: Selection },
): Promise<PackageList> {
  const path = join(root, file);
  const text = await fs.readText(path) ?? "";
  const { pip, others } = await readCondaEnvironment(text, file);
  const left = others.join(", ");
  if (pip.length === 0 && selection.editable !== true) {
    throw new UserError(
      `Cannot install from ${file}: it lists packages of conda only (${left})`,
      {
        hint:
          `Write those that services need and PyPI has into requirements.txt, or below "pip:" in ${file}; conda or pixi provides the rest.`,
      },
    );
  }
  const listed = pip.join("\n");
  const files = await readRequirements(
    {
      fs: {
        readText: (other) =>
          other === path ? Promise.resolve(listed) : fs.readText(other),
      },
    },
    { root, names: [file] },
  );
  return {
    files,
    resolve: {
      args: [],
      lines: [
        ...(files[0]?.lines ?? []).map((line) => fromRoot(line, dirname(path))),
        ...(selection.editable === true ? ["-e ."] : []),
      ],
      locked: [],
    },
    notes: others.length === 0 ? [] : [
      `Installed only what ${file} lists below "pip:". Left to conda or pixi: ${left}`,
    ],
  };
}

/** A line that includes a file, as it is read from another directory. */
function fromRoot(line: string, dir: string): string {
  const [included] = includedFile(line);
  if (included === undefined) return line;
  return `${optionOf(line)?.name ?? "-r"} ${resolve(dir, included)}`;
}
