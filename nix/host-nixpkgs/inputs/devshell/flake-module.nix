# devshell within flake-parts.
{ lib, flake-parts-lib, ... }: {
  options.perSystem = flake-parts-lib.mkPerSystemOption ({ config, pkgs, ... }: {
    options.devshells = lib.mkOption {
      type = lib.types.lazyAttrsOf (lib.types.submoduleWith {
        modules = [ ./modules.nix ];
        specialArgs = { inherit pkgs; };
      });
      default = { };
    };
    config.devShells = lib.mapAttrs (_: shell: shell.devshell.shell) config.devshells;
  });
}
