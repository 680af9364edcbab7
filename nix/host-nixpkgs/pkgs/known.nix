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
builtins.mapAttrs (name: _: onLinux name) known.linux
// builtins.mapAttrs (name: _: named name) known.top
