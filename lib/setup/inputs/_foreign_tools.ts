/**
 * Lists of packages that neither uv nor pip can read.
 *
 * @module
 */
import { UserError } from "../../core/errors.ts";

/** By file: whose it is and how to turn it into what can be read. */
const FOREIGN: readonly (readonly [string, string, string])[] = [
  [
    "Pipfile",
    "Pipenv",
    'Run "pipenv requirements --dev > requirements.txt", or move to uv with "uvx migrate-to-uv".',
  ],
  [
    "pixi.toml",
    "pixi",
    'List what services need from PyPI in requirements.txt; "pixi run" provides the rest.',
  ],
  [
    "conda-lock.yml",
    "conda-lock",
    "List what services need from PyPI in requirements.txt; conda provides the rest.",
  ],
];

/**
 * Says what to do where the only list is of a tool that keeps its own.
 *
 * @throws {UserError} naming the tool and what to type
 */
export async function refuseForeign(
  read: (name: string) => Promise<string | undefined>,
): Promise<void> {
  for (const [file, tool, hint] of FOREIGN) {
    if (await read(file) === undefined) continue;
    throw new UserError(
      `Cannot install from ${file}: only ${tool} can read it`,
      { hint },
    );
  }
}
