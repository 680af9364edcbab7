# git-hooks.nix within flake-parts.
{ lib, flake-parts-lib, self, ... }: {
  options.perSystem = flake-parts-lib.mkPerSystemOption ({ config, pkgs, ... }:
    let
      inherit (lib) mkOption types;
      own = config.pre-commit;
      computed = default: mkOption { type = types.raw; inherit default; };
    in
    {
      options.pre-commit = {
        check.enable = mkOption { type = types.bool; default = true; };
        devShell = computed (pkgs.mkShell {
          packages = own.settings.enabledPackages;
          inherit (own) shellHook;
        });
        installationScript = computed own.settings.installationScript;
        pkgs = computed pkgs;
        shellHook = computed own.settings.installationScript;
        settings = mkOption {
          default = { };
          type = types.submoduleWith {
            specialArgs = { inherit pkgs; };
            modules = [ ./modules.nix { src = lib.mkDefault self; } ];
          };
        };
      };
      config.checks = lib.mkIf own.check.enable { pre-commit = own.settings.run; };
    });
}
