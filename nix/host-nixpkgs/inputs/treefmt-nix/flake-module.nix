# treefmt-nix within flake-parts.
{ lib, flake-parts-lib, self, ... }: {
  options.perSystem = flake-parts-lib.mkPerSystemOption ({ config, pkgs, ... }:
    let
      inherit (config) treefmt;
      option = default: lib.mkOption { type = lib.types.raw; inherit default; };
    in
    {
      options.treefmt = lib.mkOption {
        default = { };
        type = lib.types.submoduleWith {
          specialArgs = { inherit pkgs; };
          modules = [
            ./modules.nix
            {
              options.flakeCheck = option true;
              options.flakeFormatter = option true;
              options.pkgs = option pkgs;
              options.projectRoot = option self;
            }
          ];
        };
      };
      config = {
        checks = lib.mkIf treefmt.flakeCheck { treefmt = treefmt.build.check treefmt.projectRoot; };
        formatter = lib.mkIf treefmt.flakeFormatter (lib.mkDefault treefmt.build.wrapper);
      };
    });
}
