/**
 * Inputs that are directories of the flake's own source are evaluated from it.
 *
 * @module
 */
import { assertMatches, verdicts } from "../support/flakes/flake_verdicts.ts";
import { requires, tempWorkspace } from "../support/harness.ts";

const SYSTEM = "x86_64-linux";

/** A flake with such an input, and one shell. */
function over(input: string, shell: string): string {
  return `{
    inputs.nixpkgs.url = "github:NixOS/nixpkgs";
    inputs.sub = ${input};
    outputs = { self, nixpkgs, sub }: let pkgs = nixpkgs.legacyPackages.${SYSTEM}; in {
      devShells.${SYSTEM}.default = pkgs.mkShell { packages = ${shell}; };
    };
  }`;
}

const TOOLS = `[ sub.tools.${SYSTEM} ]`;
const LOCAL = `{ url = "path:./sub"; }`;
const SOURCE = `{ url = "./sub"; flake = false; }`;

/** A flake that gives a package of the nixpkgs that it is given. */
const sub = (name: string): string =>
  `{
    inputs.nixpkgs.url = "github:NixOS/nixpkgs";
    outputs = { self, nixpkgs }: {
      tools.${SYSTEM} = nixpkgs.legacyPackages.${SYSTEM}.${name};
    };
  }`;

Deno.test({
  ...requires(
    ["nix"],
    "an input within the flake's source is evaluated from it",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const flakes = {
      "works": over(LOCAL, TOOLS),
      "bare": over(`{ url = "./sub"; }`, TOOLS),
      "parts": over(`{ type = "path"; path = "./sub"; }`, TOOLS),
      "follows": over(
        `{ url = "path:./sub"; inputs.nixpkgs.follows = "nixpkgs"; }`,
        TOOLS,
      ),
      "throws": over(LOCAL, TOOLS),
      "deep": over(LOCAL, TOOLS),
      "file": over(
        SOURCE,
        `[ (import sub { inherit pkgs; }) ]`,
      ),
      "text": over(SOURCE, `[ pkgs.\${builtins.readFile "\${sub}/name"} ]`),
      "lacking": over(LOCAL, TOOLS),
      "above": over(`{ url = "path:../sub"; }`, TOOLS),
      "unused": over(`{ url = "path:../sub"; }`, "[ pkgs.git ]"),
    };
    const found = await verdicts(workspace, flakes, {
      "works/sub/flake.nix": sub("git"),
      "bare/sub/flake.nix": sub("git"),
      "parts/sub/flake.nix": sub("git"),
      "follows/sub/flake.nix": sub("git"),
      "throws/sub/flake.nix": `{
        outputs = { self }: { tools.${SYSTEM} = throw "not for this one"; };
      }`,
      "deep/sub/flake.nix": `{
        inputs.deeper.url = "path:./deeper";
        outputs = { self, deeper }: { inherit (deeper) tools; };
      }`,
      "deep/sub/deeper/flake.nix": sub("git"),
      "file/sub/default.nix": "{ pkgs }: pkgs.git",
      "text/sub/name": "git",
    });
    assertMatches(found, {
      "works": /^passed/,
      "bare": /^passed/,
      "parts": /^passed/,
      "follows": /^passed/,
      "throws": /^failed.*not for this one/,
      "deep": /^passed/,
      "file": /^passed/,
      "text": /^passed/,
      "lacking": /^unknown.*the input sub \(path:\.\/sub\)/,
      "above": /^unknown.*the input sub.*outside of the repository/,
      "unused": /^passed/,
    });
  },
});
