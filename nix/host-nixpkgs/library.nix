# The library as a package set with these settings has it.
settings:
let
  lib = import ./lib;
  isThere = system: system != "x86_64-darwin";
in
if settings.x86Darwin or "there" != "gone" then lib
else lib // {
  # nixpkgs 26.11 dropped it.
  systems = lib.systems // { flakeExposed = lib.filter isThere lib.systems.flakeExposed; };
}
