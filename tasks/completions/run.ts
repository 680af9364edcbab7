/**
 * `completions` has a shell complete Hearth's commands.
 *
 * @module
 */
import { type Application, proposeCompletions } from "@stricli/core";
import { liveNames } from "../../lib/shell/completions/live_names.ts";
import { EXIT, UserError } from "../../lib/core/errors.ts";
import { join } from "../../lib/core/files/posix_path.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";
import { applicationFor } from "../application.ts";

/** Shells that can be made to complete. */
const SHELLS = ["bash", "zsh", "fish"];

/** Prints a shell's script, or what the words typed so far may become. */
export async function completions(
  this: TaskContext,
  _flags: Record<never, never>,
  shell: string,
  ...words: string[]
): Promise<void> {
  const { system, paths, report } = this;
  if (shell === "propose") return await propose(this, words);
  if (!SHELLS.includes(shell)) {
    throw new UserError(`Cannot print completions for "${shell}"`, {
      hint: `Available: ${SHELLS.join(", ")}`,
      exitCode: EXIT.usage,
    });
  }
  const file = join(
    paths.kit,
    "lib/shell/completions",
    `hearth.${shell}`,
  );
  report.result((await system.fs.readText(file) ?? "").trimEnd());
}

/** A line each: the word, a tab, what it is. */
async function propose(
  context: TaskContext,
  words: readonly string[],
): Promise<void> {
  const { report } = context;
  const partial = words.at(-1) ?? "";
  const app = await applicationFor(words.length > 1 ? words[0] : undefined);
  const [declared, names] = await Promise.all([
    proposeCompletions(app, words, context),
    liveNames(context, words),
  ]);
  const lines = [
    ...names.map((name) => `${name}\t`),
    ...(words.length === 2 ? subcommands(app, words) : []),
    // Flags would hide the names; who wants them begins one.
    ...declared.filter(({ completion }) =>
      completion !== "--" &&
      (partial.startsWith("-") || !completion.startsWith("-"))
    ).map(({ completion, brief }) => `${completion}\t${brief}`),
  ];
  if (lines.length > 0) report.result([...new Set(lines)].join("\n"));
}

/** What a task that has a default command may be followed by. */
function subcommands(
  { root }: Application<TaskContext>,
  [task = "", partial = ""]: readonly string[],
): string[] {
  const target = "getRoutingTargetForInput" in root
    ? root.getRoutingTargetForInput(task)
    : undefined;
  if (target === undefined || !("getAllEntries" in target)) return [];
  return target.getAllEntries()
    .map(({ name, target: { brief } }) => ({ name: name.original, brief }))
    .filter(({ name }) => name.startsWith(partial))
    .map(({ name, brief }) => `${name}\t${brief}`);
}
