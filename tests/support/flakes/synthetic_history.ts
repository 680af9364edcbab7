/**
 * A long history of a flake, every commit with another content.
 *
 * @module
 */
import { flake } from "./flake_repository.ts";

const SYSTEMS = [
  "x86_64-linux",
  "aarch64-linux",
  "x86_64-darwin",
  "aarch64-darwin",
];

/** The flake of a commit, for four systems. */
function flakeOf(index: number): string {
  return flake({ systems: SYSTEMS, shell: `revision = "${index}";` });
}

/** Where git runs: a temp workspace, or the copy of a benchmark. */
export interface HistoryPlace {
  readonly home: string;
  exec(
    command: readonly string[],
    options: { readonly cwd: string; readonly stdin?: string },
  ): Promise<{ readonly code: number; readonly stderr: string }>;
}

/** Makes a repository of so many commits and gives its directory. */
export async function syntheticHistory(
  workspace: HistoryPlace,
  count: number,
): Promise<string> {
  const root = `${workspace.home}/history-${count}`;
  const run = async (args: string[], stdin?: string): Promise<void> => {
    const { code, stderr } = await workspace.exec(
      ["git", ...args],
      { cwd: workspace.home, ...(stdin !== undefined && { stdin }) },
    );
    if (code !== 0) throw new Error(`git ${args[0]}: ${stderr}`);
  };
  const commits = Array.from({ length: count }, (_, index) => {
    const text = flakeOf(index);
    return [
      "commit refs/heads/main",
      `committer Test <test@localhost> ${1_700_000_000 + index} +0000`,
      "data 0",
      "M 100644 inline flake.nix",
      `data ${text.length}`,
      text,
    ].join("\n");
  });
  await run(["init", "--quiet", "--initial-branch", "main", root]);
  await run(["-C", root, "fast-import", "--quiet"], commits.join("\n"));
  return root;
}
