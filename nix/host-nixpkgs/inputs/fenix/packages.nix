# What fenix gives for a package set.
pkgs:
let
  inherit (pkgs) lib;
  rust = import ../toolchain.nix { inherit pkgs; };

  components = name: lib.filterAttrs (part: _: !lib.hasSuffix "-preview" part) (rust.parts name)
    // lib.genAttrs [ "llvm-tools-preview" ] (part: rust.package "${part}-${name}");

  # The components that are asked for by name.
  withComponents = name: asked:
    let wrong = lib.filter (part: !lib.elem part rust.components) asked;
    in if wrong == [ ] then rust.package name
    else rust.say "the component ${lib.head wrong} of Rust" (rust.package name);

  profile = name: components name // {
    toolchain = rust.package name;
    withComponents = withComponents name;
  };

  channel = name: profile name // {
    defaultToolchain = rust.package "default-${name}";
    minimalToolchain = rust.package "minimal-${name}";
    completeToolchain = rust.package "complete-${name}";
  };

  channels = lib.genAttrs [ "stable" "beta" "latest" ] channel
    // lib.genAttrs [ "default" "minimal" "complete" ] profile;

  # It is downloaded, and nothing here knows whether the hash is right.
  downloaded = _: rust.say "a toolchain that fenix downloads" (channel "downloaded");

  targets = [
    "aarch64-apple-darwin"
    "aarch64-linux-android"
    "aarch64-unknown-linux-gnu"
    "aarch64-unknown-linux-musl"
    "riscv32imc-unknown-none-elf"
    "thumbv6m-none-eabi"
    "thumbv7em-none-eabihf"
    "wasm32-unknown-unknown"
    "wasm32-wasip1"
    "x86_64-apple-darwin"
    "x86_64-pc-windows-gnu"
    "x86_64-unknown-linux-gnu"
    "x86_64-unknown-linux-musl"
  ];
in
channels // {
  combine = parts: builtins.deepSeq (map (part: part.drvPath) parts) (rust.package "combined");
  fromToolchainFile = args: (downloaded args).toolchain;
  fromToolchainName = downloaded;
  toolchainOf = downloaded;
  fromManifest = downloaded;
  fromManifestFile = downloaded;
  rust-analyzer = rust.package "analyzer";
  rust-analyzer-vscode-extension = rust.package "analyzer-vscode-extension";
  targets = lib.genAttrs targets (_: channels);
}
