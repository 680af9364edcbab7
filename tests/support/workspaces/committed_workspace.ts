/**
 * A repository that is not Hearth's, with Hearth beside it.
 *
 * @module
 */
import { join } from "node:path";
import type { ServiceInput } from "../../../lib/workspace/workspace.ts";
import type { ChildResult } from "../child.ts";
import type { TempWorkspace } from "./temp_workspace.ts";
import { tinyFiles } from "./tiny_workspace.ts";

/** A workspace in the home of a temp workspace, whose Hearth runs it. */
export interface CommittedWorkspace {
  readonly root: string;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  git(...args: string[]): Promise<string>;
  /** Hearth's command line, which its arguments follow. */
  readonly hearth: readonly string[];
  run(...args: string[]): Promise<ChildResult>;
}

/** Makes one, as a git repository with one commit. */
export async function committedWorkspace(
  kit: TempWorkspace,
  services: Readonly<Record<string, ServiceInput>>,
): Promise<CommittedWorkspace> {
  const root = join(kit.home, "foreign");
  const write = async (
    files: Readonly<Record<string, string>>,
  ): Promise<void> => {
    await Deno.mkdir(root, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(join(root, name), text);
    }
  };
  const author = ["-c", "user.name=Test", "-c", "user.email=test@localhost"];
  const git = async (...args: string[]): Promise<string> => {
    const command = ["git", "-C", root, ...author, ...args];
    const { code, stdout, stderr } = await kit.exec(command);
    if (code !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  };
  const hearth = [
    Deno.execPath(),
    "run",
    "-A",
    "--no-prompt",
    "--config",
    kit.path("deno.json"),
    kit.path("main.ts"),
  ];
  const fixtures = kit.path("tests", "support", "fixtures");
  await write({
    ...committedFiles(services),
    ".gitignore": ".hearth/\n/.venv\n",
    "serve.py": await Deno.readTextFile(join(fixtures, "serve.py")),
  });
  await git("init", "--quiet");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "start");
  return {
    root,
    write,
    git,
    hearth,
    run: (...args) => kit.exec([...hearth, ...args], { cwd: root }),
  };
}

/** What declares its services and its one package. */
export function committedFiles(
  services: Readonly<Record<string, ServiceInput>>,
): Record<string, string> {
  const { "workspace.ts": text = "", ...files } = tinyFiles(services);
  return {
    ...files,
    "workspace.ts": text.replace(/from ".*"/, 'from "hearth"'),
  };
}
