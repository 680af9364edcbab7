# The part of nixpkgs' configuration that a development shell meets.
{ lib, config }:

let
  # Empty in a pure evaluation, as in the real one.
  allows = variable: builtins.getEnv variable == "1";
in
config // {
  allowUnfree = config.allowUnfree or false || allows "NIXPKGS_ALLOW_UNFREE";
  allowUnfreePredicate = config.allowUnfreePredicate or (_: false);
  allowUnsupportedSystem = config.allowUnsupportedSystem or false
    || allows "NIXPKGS_ALLOW_UNSUPPORTED_SYSTEM";
  allowAliases = config.allowAliases or true;
}
