/**
 * Flakes that take builds from naersk and gomod2nix, and processes from
 * process-compose-flake.
 *
 * @module
 */
import {
  assertMatches,
  over,
  verdicts,
} from "../support/flakes/flake_verdicts.ts";
import { requires, tempWorkspace } from "../support/harness.ts";

/** One shell of packages, which may use `pkgs` and the inputs. */
function shell(packages: string, overlays = ""): string {
  return `let
      pkgs = import nixpkgs { system = "x86_64-linux"; overlays = [ ${overlays} ]; };
    in {
      devShells.x86_64-linux.default = pkgs.mkShell { packages = [ ${packages} ]; };
    }`;
}

function naersk(packages: string, overlays?: string): string {
  const url = "github:nix-community/naersk";
  return over("naersk", { url, outputs: shell(packages, overlays) });
}

function gomod2nix(packages: string, overlays?: string): string {
  const url = "github:nix-community/gomod2nix";
  return over("gomod2nix", { url, outputs: shell(packages, overlays) });
}

Deno.test({
  ...requires(["nix"], "builds of naersk, gomod2nix and processes evaluate"),
  async fn() {
    await using workspace = await tempWorkspace();
    const modules = `schema = 3\n[mod]\n`;
    const compose = over("process-compose-flake", {
      url: "github:Platonic-Systems/process-compose-flake",
      outputs: `inputs.flake-parts.lib.mkFlake { inherit inputs; } {
        systems = [ "x86_64-linux" ];
        imports = [ inputs.process-compose-flake.flakeModule ];
        perSystem = { config, pkgs, ... }: {
          process-compose.dev.settings.processes.web.command = "echo";
          devShells.default = pkgs.mkShell {
            inputsFrom = [ config.process-compose.dev.outputs.devShell ];
            packages = [ config.packages.dev ];
          };
        };
      }`,
    }).replace(
      "{",
      '{ inputs.flake-parts.url = "github:hercules-ci/flake-parts";',
    )
      .replace(" }@inputs", ", flake-parts }@inputs");
    const found = await verdicts(workspace, {
      "compose": compose,
      "go": gomod2nix(
        `(pkgs.mkGoEnv { pwd = ./.; }) pkgs.gomod2nix
        (pkgs.buildGoApplication { pname = "demo"; version = "1"; pwd = ./.; src = ./.; })
        inputs.gomod2nix.packages.x86_64-linux.default`,
        "inputs.gomod2nix.overlays.default",
      ),
      "lost": gomod2nix(
        "(inputs.gomod2nix.legacyPackages.x86_64-linux.mkGoEnv { pwd = ./.; })",
      ),
      "rust": naersk(
        `((pkgs.callPackage naersk { }).buildPackage ./.)
        (naersk.lib.x86_64-linux.buildPackage { src = ./.; doCheck = true; })
        ((pkgs.naersk.override { cargo = pkgs.cargo; }).buildPackage { root = ./.; })`,
        "naersk.overlays.default",
      ),
      "unsure": naersk(
        '(naersk.lib.x86_64-linux.buildPackage { pname = "x"; })',
      ),
    }, {
      "go/gomod2nix.toml": modules,
      "rust/Cargo.toml": `[package]\nname = "demo"\nversion = "1.2.3"\n`,
    });
    assertMatches(found, {
      "compose": /^passed$/,
      "go": /^passed$/,
      "lost": /^failed: .*gomod2nix.toml/,
      "rust": /^passed$/,
      "unsure": /^unknown: .*naersk/,
    });
  },
});

Deno.test({
  ...requires(["nix"], "names that nixpkgs takes from its own sets are known"),
  async fn() {
    await using workspace = await tempWorkspace();
    const of = (packages: string): string =>
      `{ outputs = { self, nixpkgs }: ${shell(packages)}; }`;
    const found = await verdicts(workspace, {
      "cuda": of("").replace(
        "overlays = [",
        "config.allowUnfree = true; overlays = [",
      ).replace(
        "packages = [",
        "packages = [ pkgs.cudaPackages_13_0.cudatoolkit",
      ),
      "cuda-refused": of("pkgs.cudaPackages_13.cudatoolkit"),
      "formats": of('((pkgs.formats.toml { }).generate "x.toml" { a = 1; })'),
      "ghc": of(
        "(pkgs.haskellPackages.ghcWithPackages (all: with all; [ aeson ]))",
      ),
      "ghc-unknown": of(
        "(pkgs.haskellPackages.ghcWithPackages (all: [ all.not-a-package ]))",
      ),
      "pypi": of(
        '(pkgs.fetchPypi { pname = "a"; version = "1"; hash = pkgs.lib.fakeHash; })',
      ),
      "rust": of(
        'pkgs.xxd pkgs.xorg.libXxf86vm "${pkgs.rust.packages.stable.rustPlatform.rustLibSrc}"',
      ),
      "shell": of('(pkgs.writeScriptBin "x" "#!${pkgs.runtimeShell}")'),
    });
    assertMatches(found, {
      "cuda": /^passed$/,
      "cuda-refused": /^failed: .*unfree/,
      "formats": /^passed$/,
      "ghc": /^passed$/,
      "ghc-unknown": /^unknown: .*haskellPackages.not-a-package/,
      "pypi": /^passed$/,
      "rust": /^passed$/,
      "shell": /^passed$/,
    });
  },
});
