# Rust toolchains for a package set: they link to the Rust that is here, whatever
# their version is.
{ pkgs }:
let
  inherit (pkgs) lib;

  components = [
    "cargo"
    "clippy"
    "clippy-preview"
    "llvm-tools"
    "llvm-tools-preview"
    "miri"
    "miri-preview"
    "rls"
    "rust"
    "rust-analysis"
    "rust-analyzer"
    "rust-analyzer-preview"
    "rust-docs"
    "rust-mingw"
    "rust-src"
    "rust-std"
    "rustc"
    "rustc-codegen-cranelift-preview"
    "rustc-dev"
    "rustc-docs"
    "rustfmt"
    "rustfmt-preview"
  ];

  package = name: pkgs.symlinkJoin {
    name = "rust-${name}";
    paths = [ pkgs.cargo pkgs.rustc pkgs.clippy pkgs.rustfmt ];
    meta.mainProgram = "cargo";
  };
in
{
  inherit components package;

  say = what: value:
    if (pkgs.hearthSettings or { }).reports or false
    then builtins.trace "hearth-unknown: ${builtins.toJSON what}" value
    else value;

  # The names in the flake that look like one of these.
  written = pattern: lib.filter (name: builtins.match pattern name != null)
    (pkgs.hearthSettings.assumed or [ ]);

  parts = release: lib.genAttrs components (name: package "${name}-${release}");
}
