/**
 * Hearth's flake as an input of other repositories' flakes.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import config from "../../deno.json" with { type: "json" };
import { requires } from "../support/harness.ts";
import { foreignRepository } from "../support/workspaces/foreign_repository.ts";
import { nixWorkspace } from "../support/flakes/nix_workspace.ts";

/** A flake that is nothing but a workspace. */
const WHOLE = `{
  inputs.hearth.url = "github:hearthspace/hearth";
  inputs.local = { follows = "hearth/nixpkgs"; flake = false; };
  outputs = { hearth, local, ... }: hearth.lib.workspace {
    inherit local;
    packages = pkgs: [ pkgs.hello ];
  };
}
`;

/** A flake of its own that takes Hearth's shell in one line. */
const OWN = `{
  inputs.hearth.url = "github:hearthspace/hearth";
  outputs = { self, hearth }:
    let
      system = builtins.currentSystem or "x86_64-linux";
      pkgs = import hearth.inputs.nixpkgs { inherit system; };
    in
    {
      devShells.\${system}.default = pkgs.mkShell {
        packages = [ pkgs.hello ];
        inputsFrom = [ hearth.devShells.\${system}.default ];
      };
    };
}
`;

for (
  const [what, flake] of Object.entries({
    "lib.workspace": WHOLE,
    inputsFrom: OWN,
  })
) {
  Deno.test({
    ...requires(
      ["nix", "uv", "git"],
      `a repository has Hearth in its flake's shell through ${what}`,
    ),
    async fn() {
      await using nix = await nixWorkspace();
      const { workspace, env } = nix;
      const root = await foreignRepository(workspace.home, "repo");
      await Deno.writeTextFile(join(root, "flake.nix"), flake);
      const run = (...args: string[]) =>
        workspace.exec(["nix", ...args], { cwd: root, env });
      const hearth = [
        ...["--override-input", "hearth", `git+file://${workspace.root}`],
        ...["--no-write-lock-file", "--impure"],
      ];
      const script =
        'echo "$nativeBuildInputs"; python -c "import six, sys; print(sys.prefix)"; ' +
        "hearth status; hearth --version";
      const shell = await run(
        ...["develop", `path:${root}`, ...hearth, "-c", "sh", "-c", script],
      );
      assert.equal(shell.code, 0, shell.stderr);
      assert.match(shell.stdout, /^.*-hello\b/m);
      assert.ok(shell.stdout.includes(`${root}/.venv\n`), shell.stdout);
      assert.match(shell.stdout, /^web\s+stopped$/m);
      assert.ok(shell.stdout.endsWith(`${config.version}\n`), shell.stdout);
    },
  });
}

Deno.test({
  ...requires(
    ["nix", "uv", "git"],
    "nix run starts Hearth in a repository without a flake, and the template works",
  ),
  async fn() {
    await using nix = await nixWorkspace();
    const { workspace, env } = nix;
    const root = await foreignRepository(workspace.home, "repo");
    const reference = `git+file://${workspace.root}`;
    const run = (...args: string[]) =>
      workspace.exec(["nix", ...args], { cwd: root, env });
    const version = await run("run", reference, "--", "--version");
    assert.equal(version.stdout, `${config.version}\n`, version.stderr);
    const status = await run("run", reference, "--", "status");
    assert.match(status.stdout, /^web\s+stopped$/m, status.stderr);
    const fresh = join(workspace.home, "fresh");
    await Deno.mkdir(fresh);
    const made = await workspace.exec(
      ["nix", "flake", "init", "--template", reference],
      { cwd: fresh, env },
    );
    assert.equal(made.code, 0, made.stderr);
    const names = await Array.fromAsync(
      Deno.readDir(fresh),
      ({ name }) => name,
    );
    assert.deepEqual(names.sort(), [
      ".gitignore",
      "flake.nix",
      "requirements.txt",
      "workspace.ts",
    ]);
  },
});
