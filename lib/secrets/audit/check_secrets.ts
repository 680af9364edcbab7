/**
 * Everything that can be wrong with a workspace's secrets.
 *
 * @module
 */
import { HEARTH } from "../../system/launcher.ts";
import type { Context } from "../../core/context.ts";
import { join } from "../../core/files/posix_path.ts";
import { inStage, type Reporter } from "../../core/reporter.ts";
import type { System } from "../../system/mod.ts";
import { envFileProblems } from "./env_file_problems.ts";
import type { Problem } from "./problem.ts";
import { wantedSecrets } from "./search.ts";
import { type FileLeak, searchFiles } from "./search_files.ts";
import { type HistoryLeak, searchHistory } from "./search_history.ts";
import { missingSecrets, type SecretState } from "../store/secret_state.ts";
import { verifySecret } from "../prompt/verify_secret.ts";

/** How to check. */
export interface CheckOptions {
  /** Whether declared servers are asked. */
  readonly live: boolean;
  readonly report: Reporter;
  readonly signal: AbortSignal;
}

/** Finds what is wrong, the worst last. */
export async function checkSecrets(
  context: Context<"fs" | "proc" | "net">,
  states: readonly SecretState[],
  { live, report, signal }: CheckOptions,
): Promise<Problem[]> {
  const wanted = wantedSecrets(states);
  await warnWithoutGit(context, report);
  const [envFile, files, history] = await inStage(
    report,
    "Searching files and git's history",
    () =>
      Promise.all([
        envFileProblems(context),
        searchFiles(context, wanted, signal),
        searchHistory(context, wanted, signal),
      ]),
  );
  return [
    ...valueProblems(states),
    ...(live
      ? await liveProblems(context.system, states, { report, signal })
      : []),
    ...envFile,
    ...files.map(fileProblem),
    ...history.map(historyProblem),
  ];
}

/** A repository into which git does not look counts as searched by no one. */
async function warnWithoutGit(
  { system: { fs, proc }, paths: { root } }: Context<"fs" | "proc">,
  report: Reporter,
): Promise<void> {
  if (await fs.stat(join(root, ".git")) === undefined) return;
  const { code, stderr } = await proc.run(["git", "-C", root, "rev-parse"]);
  if (code === 0) return;
  const [why = ""] = stderr.split("\n");
  report.warn(`Could not search git's history: ${why}`);
}

function valueProblems(states: readonly SecretState[]): Problem[] {
  const missing = missingSecrets(states).map(({ name }): Problem => ({
    kind: "missing",
    name,
    message: `${name} is missing`,
    hint: `Set it: ${HEARTH} secret set ${name}`,
  }));
  const malformed = states.filter(({ isValid }) => !isValid).map((
    { name, declared, from },
  ): Problem => ({
    kind: "malformed",
    name,
    message: `${name}, from ${from}, does not match ${declared?.pattern}`,
    hint: `Set it again: ${HEARTH} secret set ${name}`,
  }));
  return [...missing, ...malformed];
}

async function liveProblems(
  system: Pick<System, "net">,
  states: readonly SecretState[],
  { report, signal }: Pick<CheckOptions, "report" | "signal">,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { name, declared, value } of states) {
    if (declared?.check === undefined || value === undefined) continue;
    const { outcome, why } = await inStage(
      report,
      `Checking ${name}`,
      () =>
        verifySecret(
          system,
          { check: declared.check ?? { url: "" }, value },
          signal,
        ),
    );
    if (outcome === "unclear") {
      report.warn(`Could not check ${name}: ${why}`);
    }
    if (outcome !== "refused") continue;
    problems.push({
      kind: "refused",
      name,
      message: `${name} does not work: ${why}`,
      hint: declared.url ? `Get a new one: ${declared.url}` : "Get a new one.",
    });
  }
  return problems;
}

function fileProblem({ name, file, cell }: FileLeak): Problem {
  if (cell !== undefined) {
    return {
      kind: "in-notebook",
      name,
      message: `${name} is in ${file}, in the output of cell ${cell}`,
      hint: "Clear that output, and do not print secrets.",
    };
  }
  return {
    kind: "in-file",
    name,
    message: `${name} is in ${file}`,
    hint: "Read it from the environment instead.",
  };
}

function historyProblem({ name, file, commit, more }: HistoryLeak): Problem {
  if (more !== undefined) {
    return {
      kind: "in-history",
      name,
      message: `${name} is in ${more} more files of git's history`,
      hint: "Revoke it at its provider and create a new one.",
    };
  }
  if (commit === undefined) {
    return {
      kind: "in-history",
      name,
      message: `${name} is in git's object store, but not on any branch`,
      hint:
        "Remove it: git reflog expire --expire=now --all; git gc --prune=now",
    };
  }
  return {
    kind: "in-history",
    name,
    message: `${name} is in git's history: ${
      file ?? "a message"
    }, commit ${commit}`,
    hint:
      "Revoke it at its provider and create a new one: every clone contains it.",
  };
}
