/**
 * Which of several apps is the better one.
 *
 * @module
 */
import { basename, dirname } from "../../core/files/posix_path.ts";
import { type Hint, hintedDir, hintedFile } from "../hints/hint.ts";
import type { PythonFile } from "../python/python_files.ts";
import type { Framework } from "./frameworks.ts";

/** What else the ranking looks at. */
export interface Evidence {
  readonly hints: readonly Hint[];
  /** All files, for directories such as `pages`. */
  readonly files: readonly string[];
}

/** How much a file looks like the one to start, and which files say so. */
export function scored(
  framework: Framework,
  { path, code, isAside }: PythonFile,
  { hints, files, isImported }: Evidence & {
    /** Whether another file of the program imports it. */
    readonly isImported: boolean;
  },
): { score: number; reasons: string[] } {
  const hint = hints.find((one) => isMeant(one, framework, path));
  const place = framework.files.indexOf(basename(path).toLowerCase());
  const pages = `${dirname(path) === "." ? "" : `${dirname(path)}/`}pages/`;
  const isStreamlit = framework.name === "streamlit";
  const score = (hint?.weight ?? 0) +
    (place < 0 ? 0 : 25 - 2 * place) -
    5 * (path.split("/").length - 1) -
    (isAside ? 60 : 0) -
    (!framework.isImported && isImported ? 30 : 0) +
    (/^if[ \t]+__name__\b/m.test(code) ? 5 : 0) +
    (isStreamlit && /^st\.\w+|^with[ \t]+st\./m.test(code) ? 10 : 0) +
    (isStreamlit && /\bst\.(?:set_page_config|navigation)\(/.test(code)
      ? 15
      : 0) +
    (isStreamlit && files.some((file) => file.startsWith(pages)) ? 15 : 0) +
    (framework.name === "dash" && /\.run(?:_server)?\(/.test(code) ? 15 : 0) +
    (framework.name === "fasthtml" && /^serve\(/m.test(code) ? 10 : 0);
  return {
    score,
    reasons: hint === undefined ? [] : [`${hint.from} starts it`],
  };
}

/** Whether a hint is about the file, which it names from its own directory. */
function isMeant(hint: Hint, { name }: Framework, path: string): boolean {
  return (hint.framework === undefined || hint.framework === name) &&
    isTarget(hint, path);
}

/** Whether a hint names the file. */
export function isTarget({ target, from }: Hint, path: string): boolean {
  if (target === undefined) return false;
  const file = hintedFile(target);
  const dir = hintedDir(from);
  return [path, path.replace(/\/__init__\.py$/, ".py")].some((own) =>
    own === file || own === `${dir}/${file}` ||
    (dir === "." || own.startsWith(`${dir}/`)) && own.endsWith(`/${file}`)
  );
}
