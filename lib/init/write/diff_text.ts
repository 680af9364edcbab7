/**
 * What init would change, as a diff.
 *
 * @module
 */
import { createTwoFilesPatch } from "diff";
import type { PlannedFile } from "./planned_file.ts";

/** The files as one patch that `git apply` takes. */
export function diffText(files: readonly PlannedFile[]): string {
  const decoder = new TextDecoder();
  return files.map(({ path, bytes, mode, before }) => {
    const patch = createTwoFilesPatch(
      before === undefined ? "/dev/null" : `a/${path}`,
      `b/${path}`,
      decoder.decode(before ?? new Uint8Array()),
      decoder.decode(bytes),
    ).replace(/^=+\n/, "").replaceAll(/^(--- .*|\+\+\+ .*)\t$/gm, "$1");
    const isNew = before === undefined
      ? `new file mode 100${mode.toString(8)}\n`
      : "";
    return `diff --git a/${path} b/${path}\n${isNew}${patch}`;
  }).join("").trimEnd();
}
