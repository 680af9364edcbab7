# Packages of which only the name is known: they evaluate, and are empty.
{ package, platform, report, tables, ... }:

let
  inherit (tables) known;

  named = name: package.empty { pname = name; suffix = "empty"; hearth = { inherit name; }; };

  # On macOS nobody can tell.
  onLinux = name:
    if platform.isLinux then named name
    else report "unknown" "whether ${name} is there on ${platform.system}" (named name);
in
builtins.mapAttrs (name: isEverywhere: if isEverywhere then named name else onLinux name) known.all
