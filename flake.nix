{
  description = "One command sets up a Python project and starts JupyterLab, the web app and the rest";

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
      workspace = import ./nix/lib.nix { inherit nixpkgs; };
      own = workspace { inherit local; };
    in
    {
      # For the flake of any repository, see docs/adopt.md.
      lib = { inherit workspace; };
      templates.default = {
        path = ./nix/template;
        description = "A Python project with JupyterLab, started by one command";
      };
      inherit (own) devShells packages apps;
      checks = builtins.mapAttrs
        (system: checks: checks // import ./nix/checks.nix { inherit nixpkgs system; })
        own.checks;
    };
}
