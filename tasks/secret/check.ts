/**
 * `secret check` finds what is wrong with the secrets.
 *
 * @module
 */
import { EXIT } from "../../lib/core/errors.ts";
import { loadWorkspace } from "../../lib/workspace/load_workspace.ts";
import { silent } from "../../lib/core/reporter.ts";
import { canAsk } from "../../lib/secrets/prompt/ask_secret.ts";
import { checkSecrets } from "../../lib/secrets/audit/check_secrets.ts";
import { confirm } from "../../lib/secrets/prompt/confirm.ts";
import type { Problem } from "../../lib/secrets/audit/problem.ts";
import { readSecrets } from "../../lib/secrets/store/read_secrets.ts";
import { summarizeLeaks } from "../../lib/secrets/audit/summarize_leaks.ts";
import type { TaskContext } from "../../lib/core/task_context.ts";

/** Flags of `secret check`. */
export interface CheckFlags {
  readonly fix: boolean;
  readonly live: boolean;
  readonly json: boolean;
}

/** Prints each problem with its remedy, and fixes what it may. */
export async function check(
  this: TaskContext,
  { fix, live, json }: CheckFlags,
): Promise<void> {
  const { system, paths, signal } = this;
  const report = json ? { ...this.report, stage: silent.stage } : this.report;
  const workspace = await loadWorkspace(this);
  const states = await readSecrets({ system, paths, workspace });
  const found = await checkSecrets(this, states, {
    live,
    report,
    signal,
  });
  const problems: Problem[] = [];
  for (const problem of found) {
    const mayAsk = !fix && !json && problem.fix && canAsk(system);
    const isWanted = fix ||
      mayAsk &&
        await confirm(system, `${problem.message}. Fix it?`, { signal });
    if (problem.fix && isWanted) {
      await problem.fix();
      report.note(`Fixed: ${problem.message}`);
    } else problems.push(problem);
  }
  if (json) {
    report.result(JSON.stringify({ problems: problems.map(plain) }));
  } else if (problems.length === 0) {
    report.note("No problems found");
  }
  for (const { message, hint } of json ? [] : summarizeLeaks(problems)) {
    report.result(`${message}\n  ${hint}`);
  }
  if (problems.length === 0) return;
  this.process.exitCode = problems.every(({ kind }) => kind === "missing")
    ? EXIT.needsUser
    : EXIT.failed;
}

/** The part of a problem that is for programs; absent things are `null`. */
function plain({ kind, name, message, hint }: Problem): unknown {
  return { kind, name: name ?? null, message, hint };
}
