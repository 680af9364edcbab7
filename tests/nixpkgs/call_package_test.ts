/**
 * Arguments of `callPackage` that may be packages, or may not.
 *
 * @module
 */
import { assertMatches, verdicts } from "../support/flakes/flake_verdicts.ts";
import { requires, tempWorkspace } from "../support/harness.ts";

function flake(shell: string): string {
  return `{
    inputs.nixpkgs.url = "github:NixOS/nixpkgs";
    outputs = { self, nixpkgs }:
      let
        pkgs = nixpkgs.legacyPackages.x86_64-linux;
        thing = { mkShell, ourThing ? throw "not given" }:
          mkShell { packages = [ ourThing ]; };
      in {
        devShells.x86_64-linux.default = ${shell};
      };
  }`;
}

Deno.test({
  ...requires(["nix"], "callPackage leaves a default where a name is a guess"),
  async fn() {
    await using workspace = await tempWorkspace();
    const found = await verdicts(workspace, {
      "default": flake(
        "pkgs.callPackage ({ mkShell, ourThings ? [ ] }: mkShell { packages = ourThings; }) { }",
      ),
      "fails": flake("pkgs.callPackage thing { }"),
      "merged": flake(
        "pkgs.lib.callPackageWith (pkgs // { ourThing = pkgs.git; }) thing { }",
      ),
      "overlay": flake(`(import nixpkgs {
        system = "x86_64-linux";
        overlays = [ (_: prev: { ourThing = prev.git; }) ];
      }).callPackage thing { }`),
      "package": flake(
        'pkgs.callPackage ({ mkShell, git ? throw "not given" }: mkShell { packages = [ git ]; }) { }',
      ),
      "own": flake(
        "pkgs.callPackage ({ pkgs ? import <nixpkgs> { }, lib ? pkgs.lib, system ? 1 }: pkgs.mkShell { }) { }",
      ),
      "required": flake(
        "pkgs.callPackage ({ mkShell, blorp }: mkShell { packages = [ blorp ]; }) { }",
      ),
      "scope": flake("pkgs.newScope { ourThing = pkgs.git; } thing { }"),
    });
    assertMatches(found, {
      "default": /^passed$/,
      "fails": /^unknown: it failed after it used the default of ourThing$/,
      "merged": /^passed$/,
      "overlay": /^passed$/,
      "package": /^passed$/,
      "own": /^passed$/,
      "required": /^unknown: it depends on blorp$/,
      "scope": /^passed$/,
    });
  },
});
