/**
 * How an entry of an expect.json is played.
 *
 * @module
 */
import { join } from "../../../core/files/posix_path.ts";
import { shellQuote } from "../../../core/text/shell_quote.ts";
import type { System } from "../../../system/mod.ts";
import type {
  ExpectedEntry,
  FlakeExpectations,
} from "../../expect/flake_expectations.ts";
import {
  expectedSteps,
  type ResolvedStep,
  type Situation,
  situationOf,
} from "../../expect/expected.ts";
import type { ShellRun } from "../../result.ts";
import { scratchDir } from "../shells/enter_shell.ts";
import type { EntryWay } from "../shells/entry_way.ts";
import type { Step } from "../scenario/scenario.ts";

/** The file that an entry with `local.nix` begins with. */
const EXAMPLE = "local.nix.example";

/** Returns the way to enter that an entry describes. */
export async function expectedWay(
  { fs }: Pick<System, "fs">,
  run: ShellRun,
  { expectations, entry, host }: {
    readonly expectations: FlakeExpectations;
    readonly entry: ExpectedEntry;
    readonly host: Pick<Situation, "system" | "shIsBash">;
  },
): Promise<EntryWay> {
  const dir = scratchDir(run);
  const name = dir.slice(dir.lastIndexOf("/") + 1);
  const situation = situationOf(entry, host);
  const steps = expectedSteps(expectations, { entry, situation, dir: name });
  const example = entry.localNix
    ? await fs.readText(join(run.projectDir, run.dir, EXAMPLE))
    : undefined;
  const files = {
    ...entry.files,
    ...(example !== undefined && { "local.nix": example }),
  };
  return {
    ...entry,
    files: Object.fromEntries(
      Object.entries(files).map((
        [path, text],
      ) => [join(run.dir, path), text]),
    ),
    without: entry.without.map((path) => join(run.dir, path)),
    steps: steps.flatMap(({ action }) => stepsFor(action, dir)),
  };
}

/** What a expected action is, for who plays it. */
function stepsFor(action: ResolvedStep["action"], dir: string): Step[] {
  switch (action.do) {
    case "variable": {
      const { name, pattern } = action;
      const code = `printf '%s\\n' "\${${name}-(not set)}"`;
      const answer = pattern ?? "^\\(not set\\)$";
      return [{ do: "ask", code, about: name, answer }];
    }
    case "programs":
      return action.names.map((name) => ({
        do: "ask",
        code: `command -v ${shellQuote(name)} || echo nowhere`,
        about: `The program "${name}"`,
        answer: "^/",
      }));
    case "file": {
      const path = shellQuote(join(dir, action.path));
      const code = `if [ -d ${path} ] || [ -f ${path} ] && [ ! -x ${path} ]
then echo present
elif [ -x ${path} ]; then echo executable present
else echo absent; fi`;
      const about = `The file "${action.path}"`;
      return [{ do: "ask", code, about, answer: `\\b${action.state}\\b` }];
    }
    default:
      return [action];
  }
}
