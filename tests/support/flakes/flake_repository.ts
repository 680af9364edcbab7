/**
 * A repository whose flake a test changes, commit by commit.
 *
 * @module
 */
import { dirname, join } from "node:path";
import type { TempWorkspace } from "../workspaces/temp_workspace.ts";

/** Files by path; `null` removes one. */
export type Files = Readonly<Record<string, string | null>>;

/** A repository in the home of a temp workspace. */
export interface FlakeRepository {
  readonly root: string;
  path(...parts: string[]): string;
  git(...args: string[]): Promise<string>;
  write(files: Files): Promise<void>;
  /** Writes files and commits all of them, on a day perhaps; gives its id. */
  commit(files: Files, day?: string): Promise<string>;
}

const AUTHOR = [
  "-c",
  "user.name=Test",
  "-c",
  "user.email=test@localhost",
  "-c",
  "protocol.file.allow=always",
];

/** Makes an empty one. */
export async function flakeRepository(
  workspace: TempWorkspace,
  name = "repository",
): Promise<FlakeRepository> {
  const root = join(workspace.home, name);
  await Deno.mkdir(root, { recursive: true });
  const git = async (...args: string[]): Promise<string> => {
    const command = ["git", "-C", root, ...AUTHOR, ...args];
    const { code, stdout, stderr } = await workspace.exec(command);
    if (code !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  };
  await git("init", "--quiet", "--initial-branch", "main");
  const repository: FlakeRepository = {
    root,
    path: (...parts) => join(root, ...parts),
    git,
    async write(files) {
      for (const [file, text] of Object.entries(files)) {
        const path = join(root, file);
        if (text === null) {
          await Deno.remove(path);
          continue;
        }
        await Deno.mkdir(dirname(path), { recursive: true });
        await Deno.writeTextFile(path, text);
      }
    },
    async commit(files, day) {
      await repository.write(files);
      await git("add", "--all");
      const env: Record<string, string> = day === undefined
        ? {}
        : { GIT_COMMITTER_DATE: `${day}T12:00:00Z` };
      const { code, stderr } = await workspace.exec(
        [
          "git",
          "-C",
          root,
          ...AUTHOR,
          "commit",
          "--quiet",
          "--allow-empty",
          "--message",
          "change",
        ],
        { env },
      );
      if (code !== 0) throw new Error(`git commit: ${stderr}`);
      return await git("rev-parse", "HEAD");
    },
  };
  return repository;
}

/** What a made-up flake is made of. */
export interface FlakeParts {
  /** Systems that have a shell. @default {["x86_64-linux"]} */
  readonly systems?: readonly string[];
  /** Attributes of the shell, in Nix. */
  readonly shell?: string;
  /** The inputs that the outputs take. @default {"nixpkgs"} */
  readonly takes?: string;
}

/** A flake with one shell a system. */
export function flake(
  { systems = ["x86_64-linux"], shell = "", takes = "nixpkgs" }: FlakeParts =
    {},
): string {
  const shells = systems.map((system) =>
    `    devShells.${system}.default =
      let pkgs = import nixpkgs { system = "${system}"; };
      in pkgs.mkShell { packages = [ pkgs.git ]; ${shell} };`
  );
  return `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, ${takes} }: {
${shells.join("\n")}
  };
}
`;
}
