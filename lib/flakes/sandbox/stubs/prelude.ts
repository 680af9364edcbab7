/**
 * What is done inside before the shell is entered.
 *
 * @module
 */
import { basename, join } from "../../../core/files/posix_path.ts";
import { shellQuote } from "../../../core/text/shell_quote.ts";
import type { ShellRun } from "../../result.ts";
import type { EntryWay } from "../shells/entry_way.ts";
import { ROOM } from "../shells/sealed_shell.ts";

/** A commit of everything, by no one in particular. */
const CLONED = `git init --quiet
git add --all
git -c user.name=Hearth -c user.email=hearth@localhost commit --quiet -m All`;

/** Shell code that makes the scratch copy of a project. */
export function preludeFor(
  source: string,
  { projectDir }: Pick<ShellRun, "projectDir">,
  { git }: Pick<EntryWay, "git">,
): string {
  const dir = shellQuote(join(ROOM, "home", basename(projectDir)));
  return `cp -R ${shellQuote(source)} ${dir}
chmod -R u+w ${dir}
cd ${dir}
${git === true ? CLONED : ""}`;
}
