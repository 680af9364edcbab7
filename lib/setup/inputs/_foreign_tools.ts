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

/** What Poetry's own tables need before anything else can read them. */
export function poetryError(): UserError {
  return new UserError(
    "Cannot install from pyproject.toml: it lists packages in Poetry's own tables ([tool.poetry])",
    {
      hint:
        'Move them to [project] and uv.lock with "uvx migrate-to-uv", or keep Poetry and run "poetry export --with dev -o requirements.txt" (plugin poetry-plugin-export) after each change.',
    },
  );
}
