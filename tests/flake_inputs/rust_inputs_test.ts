/**
 * Flakes that take their Rust from rust-overlay, fenix and crane.
 *
 * @module
 */
import {
  assertMatches,
  over,
  verdicts,
} from "../support/flakes/flake_verdicts.ts";
import { requires, tempWorkspace } from "../support/harness.ts";

const OVERLAY = "github:oxalica/rust-overlay";
const FENIX = "github:nix-community/fenix";

/** A shell of packages, over a package set with an overlay. */
function shell(overlay: string, packages: string): string {
  return `let
      pkgs = import nixpkgs { system = "x86_64-linux"; overlays = [ ${overlay} ]; };
    in {
      devShells.x86_64-linux.default = pkgs.mkShell { packages = [ ${packages} ]; };
    }`;
}

function overlaid(packages: string): string {
  return over(
    "rust-overlay",
    { url: OVERLAY, outputs: shell("(import inputs.rust-overlay)", packages) },
  );
}

function fenix(packages: string): string {
  const outputs = shell("inputs.fenix.overlays.default", packages);
  return over("fenix", { url: FENIX, outputs });
}

Deno.test({
  ...requires(["nix"], "toolchains of rust-overlay, fenix and crane evaluate"),
  async fn() {
    await using workspace = await tempWorkspace();
    const flakes = {
      "component": overlaid(
        `(pkgs.rust-bin.beta.latest.default.override { extensions = [ "rust-magic" ]; })`,
      ),
      "computed": overlaid(
        'pkgs.rust-bin.stable.${"1." + "71.0"}.rust-analyzer',
      ),
      "crane": over(
        "crane",
        {
          url: "github:ipetkov/crane",
          outputs: `let
          pkgs = nixpkgs.legacyPackages.x86_64-linux;
          lib = crane.mkLib pkgs;
          src = lib.cleanCargoSource ./.;
          cargoArtifacts = lib.buildDepsOnly { inherit src; };
        in {
          devShells.x86_64-linux.default = lib.devShell {
            checks.crate = lib.buildPackage { inherit src cargoArtifacts; };
            packages = [ pkgs.git ];
          };
        }`,
        },
      ),
      "download": fenix(
        `(pkgs.fenix.fromToolchainFile { file = ./rust-toolchain.toml; sha256 = ""; })`,
      ),
      "fenix": fenix(`
        pkgs.fenix.stable.toolchain
        (pkgs.fenix.complete.withComponents [ "cargo" "rust-src" ])
        (pkgs.fenix.combine [
          inputs.fenix.packages.x86_64-linux.latest.rustc
          pkgs.fenix.targets.wasm32-unknown-unknown.latest.rust-std
        ])`),
      "later": overlaid(`pkgs.rust-bin.stable."1.999.0".default`),
      "lost": overlaid("(pkgs.rust-bin.fromRustupToolchainFile ./lost.toml)"),
      "overlay": overlaid(`
        (pkgs.rust-bin.stable."1.70.0".default.override {
          extensions = [ "rust-src" ];
          targets = [ "wasm32-unknown-unknown" ];
        })
        pkgs.rust-bin.nightly."2024-01-01".minimal
        (pkgs.rust-bin.selectLatestNightlyWith (toolchain: toolchain.default))
        (pkgs.rust-bin.fromRustupToolchainFile ./rust-toolchain.toml)`),
      "read": over(
        "rust-overlay",
        {
          url: OVERLAY,
          outputs: `let src = ./.; in {
          devShells.x86_64-linux.default = nixpkgs.legacyPackages.x86_64-linux.mkShell {
            name = builtins.readFile "\${src}/name";
          };
        }`,
        },
      ),
    };
    const toolchain = `[toolchain]\nchannel = "1.75"\n`;
    const found = await verdicts(workspace, flakes, {
      "crane/Cargo.toml": `[package]\nname = "demo"\nversion = "1.2.3"\n`,
      "overlay/rust-toolchain.toml": toolchain,
      "download/rust-toolchain.toml": toolchain,
      "read/name": "of-a-file",
    });
    assertMatches(found, {
      "component": /^unknown: .*the component rust-magic/,
      "computed": /^passed/,
      "crane": /^passed/,
      "download": /^unknown: .*a toolchain that fenix downloads/,
      "fenix": /^passed/,
      "later": /^unknown: .*whether there is Rust 1\.999\.0/,
      "lost": /^failed: .*lost\.toml/,
      "overlay": /^passed/,
      "read": /^passed/,
    });
  },
});
