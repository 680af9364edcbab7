/**
 * Adding Hearth to a repository.
 *
 * @module
 */
import type { System } from "../system/mod.ts";
import type { Choose } from "./propose/choose.ts";
import { readFacts } from "./propose/facts.ts";
import { propose } from "./propose/propose.ts";
import type { Proposal } from "./propose/proposal.ts";
import { hasWorkspace } from "./write/has_workspace.ts";
import { planFiles, type PlanOptions } from "./write/plan_files.ts";
import type { FilePlan } from "./write/planned_file.ts";

/** What init is going to do, and why. */
export interface InitPlan extends FilePlan {
  /** Absent where the directory is a workspace already. */
  readonly proposal: Proposal | undefined;
  /** Whether all files of the repository were looked at. */
  readonly isWhole: boolean;
}

/**
 * Looks at a repository and plans its workspace; writes nothing.
 *
 * @param root absolute path without links
 * @throws {UserError} when there is another program's `workspace.ts`
 */
export async function planWorkspace(
  system: Pick<System, "fs" | "proc">,
  root: string,
  { choose, ...options }: PlanOptions & {
    /** Asks the user; without it the best guess is taken. */
    readonly choose?: Choose | undefined;
  },
): Promise<InitPlan> {
  if (await hasWorkspace(system, root)) {
    const plan = await planFiles(system, root, {
      proposal: undefined,
      ...options,
    });
    return { ...plan, proposal: undefined, isWhole: true };
  }
  const facts = await readFacts(system, root);
  const proposal = await propose(facts, choose);
  const plan = await planFiles(system, root, { proposal, ...options });
  return { ...plan, proposal, isWhole: facts.isWhole };
}
