# The overlay that rust-overlay is.
final: prev:
let
  inherit (prev) lib;
  rust = import ../toolchain.nix { pkgs = final; };

  # The newest release when this was written; nobody here knows later ones.
  newest = 97;

  toolchain = name: rust.package name // {
    override = { extensions ? [ ], targets ? [ ], targetExtensions ? [ ], ignoredTargets ? [ ], ... }@more:
      let
        wrong = lib.filter (extension: !lib.elem extension rust.components) extensions;
        built = toolchain name;
      in
      builtins.seq (builtins.deepSeq targets targets)
        (if wrong == [ ] then built
        else rust.say "the component ${lib.head wrong} of Rust" built);
    availableComponents = rust.parts name;
  };

  release = name: lib.genAttrs [ "default" "minimal" "complete" ]
    (profile: toolchain "${profile}-${name}") // rust.parts name
  // { rust = toolchain name; _manifest = { }; };

  later = version:
    lib.toInt (lib.elemAt (lib.splitString "." version) 1) > newest;
  versions = lib.genAttrs (rust.written "1[.][0-9]+[.][0-9]+") (version:
    if later version then rust.say "whether there is Rust ${version}" (release version)
    else release version);
  days = lib.genAttrs (rust.written "20[0-9]{2}-[0-9]{2}-[0-9]{2}") release;

  nightly = days // { latest = release "nightly"; };

  ofChannel = { channel ? null, path ? null, profile ? null, components ? [ ], targets ? [ ] }:
    if path != null then throw "a toolchain at a path is not supported"
    else if channel == null then throw "the toolchain has no channel"
    else
      (toolchain "${if profile == null then "default" else profile}-${channel}").override
        { extensions = components; inherit targets; };

  fromFile = file:
    let
      text = builtins.readFile file;
      isToml = builtins.match ".*toolchain[]].*" text != null || lib.hasInfix "[toolchain]" text;
    in
    if isToml then ofChannel (builtins.fromTOML text).toolchain
    else ofChannel { channel = lib.removeSuffix "\n" text; };
in
{
  rust-bin = {
    stable = versions // { latest = release "stable"; };
    beta = days // { latest = release "beta"; };
    inherit nightly;
    nix-nightly = nightly;
    selectLatestNightlyWith = choose: choose nightly.latest;
    fromRustupToolchain = ofChannel;
    fromRustupToolchainFile = fromFile;
  };
  rustChannelOf = { channel ? "stable", date ? null, ... }: release channel;
  rustChannels = {
    stable = release "stable";
    beta = release "beta";
    nightly = release "nightly";
  };
  latest.rustChannels = final.rustChannels;
}
