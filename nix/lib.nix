# lib.workspace: all outputs of a repository's flake.
#
#   packages  what its shell has beside Hearth's tools, a function of nixpkgs
#   local     the input that "local.nix" takes the place of, see flake.nix
#   systems   the systems that it is for
{ nixpkgs }:

{ packages ? (_: [ ])
, local ? nixpkgs
, systems ? [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ]
}:

let
  machine = { cudaSupport = false; }
    // (if local.outPath == nixpkgs.outPath then { } else import local.outPath);
  workspaces = nixpkgs.lib.genAttrs systems (system:
    import ./workspace.nix { inherit nixpkgs system machine packages; });
  of = part: builtins.mapAttrs (_: workspace: workspace.${part}) workspaces;
in
{
  devShells = of "devShells";
  packages = of "packages";
  apps = of "apps";
  checks = of "checks";
}
