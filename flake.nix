{
  description = "A workspace that feels like home: JupyterLab, a web app and their Python";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

    # What holds for one machine, from local.nix. Git ignores that file, so Nix
    # does not see it; "deno task shell" puts it in the place of this input, and
    # so does: nix develop --override-input local path:$PWD/local.nix
    # Otherwise the input is nixpkgs, which stands for nothing.
    local = {
      follows = "nixpkgs";
      flake = false;
    };
  };

  outputs = { self, nixpkgs, local }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      machine = { cudaSupport = false; }
        // (if local.outPath == nixpkgs.outPath then { } else import local.outPath);
      workspaces = nixpkgs.lib.genAttrs systems (system:
        import ./nix/workspace.nix { inherit nixpkgs system machine; });
      of = part: builtins.mapAttrs (_: workspace: workspace.${part}) workspaces;
    in
    {
      devShells = of "devShells";
      apps = of "apps";
      checks = of "checks";
    };
}
