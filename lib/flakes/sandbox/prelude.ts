/**
 * What is done inside before the shell is entered.
 *
 * @module
 */
import { basename, join } from "../../core/files/posix_path.ts";
import { shellQuote } from "../../core/text/shell_quote.ts";
import type { ShellRun } from "../result.ts";
import type { EntryWay } from "./entry_way.ts";
import { ROOM } from "./sealed_shell.ts";

/** A commit of everything, by nobody in particular. */
const CLONED = `git init --quiet
git add --all
git -c user.name=Hearth -c user.email=hearth@localhost commit --quiet -m All`;

/** Shell code that makes the scratch copy of a project. */
export function preludeFor(
  source: string,
  { projectFolder }: Pick<ShellRun, "projectFolder">,
  { git }: Pick<EntryWay, "git">,
): string {
  const folder = shellQuote(join(ROOM, "home", basename(projectFolder)));
  return `cp -R ${shellQuote(source)} ${folder}
chmod -R u+w ${folder}
cd ${folder}
${git === true ? CLONED : ""}`;
}
