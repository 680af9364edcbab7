/**
 * Git's settings for notebooks, in a file of their own that git includes.
 *
 * @module
 */
import { shellQuote } from "../../core/text/shell_quote.ts";

/**
 * The settings' file, as git's own settings include it: one line adds all at
 * once, and a file that is missing is passed over.
 */
export const SETTINGS = "hearth/notebooks.config";

/** What git runs, in the directory that all working trees share. */
export const SCRIPT = "hearth/notebook_filter.sh";

/** Begins the line that says which Python cleans. */
const PYTHON = "# Python: ";

/**
 * The settings' text.
 *
 * @param python relative to the top of each working tree
 */
export function notebookSettings(python: string): string {
  // Git gives these to its own shell, at the top of a working tree.
  const run = (mode: string): string =>
    `sh "$(git rev-parse --git-common-dir)/${SCRIPT}" ${mode} ` +
    shellQuote(python);
  const value = (text: string): string => `"${text.replace(/[\\"]/g, "\\$&")}"`;
  return [
    "# Made by Hearth: notebooks are committed without their outputs.",
    `${PYTHON}${python}`,
    '[filter "nbstripout"]',
    `\tclean = ${value(`${run("clean")} %f`)}`,
    '[diff "ipynb"]',
    `\ttextconv = ${value(run("show"))}`,
    "",
  ].join("\n");
}

/** The Python that settings name. */
export function pythonOfSettings(text: string | undefined): string | undefined {
  const line = text?.split("\n").find((line) => line.startsWith(PYTHON));
  return line?.slice(PYTHON.length);
}
