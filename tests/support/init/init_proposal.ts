/**
 * What init would make of a repository in memory.
 *
 * @module
 */
import type { Choose } from "../../../lib/init/propose/choose.ts";
import { readFacts } from "../../../lib/init/propose/facts.ts";
import { propose } from "../../../lib/init/propose/propose.ts";
import type { Proposal } from "../../../lib/init/propose/proposal.ts";
import { workspaceText } from "../../../lib/init/render/workspace_text.ts";
import { fakeSystem } from "../fake/fake_system.ts";

/** A proposal, and its services as the lines of `workspace.ts`. */
export interface TestedProposal extends Proposal {
  readonly text: string;
}

/** Proposes a workspace for files in `/project`, where there is no git. */
export async function proposalFor(
  files: Readonly<Record<string, string>>,
  choose?: Choose,
): Promise<TestedProposal> {
  const system = fakeSystem({
    programs: { git: null },
    files: Object.fromEntries(
      Object.entries(files).map(([path, text]) => [`/project/${path}`, text]),
    ),
  });
  await system.fs.mkdir("/project");
  const facts = await readFacts(system, "/project");
  const proposal = await propose(facts, choose);
  return { ...proposal, text: workspaceText(proposal) };
}
