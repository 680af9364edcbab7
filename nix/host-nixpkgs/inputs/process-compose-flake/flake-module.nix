# process-compose-flake within flake-parts. What its processes are is not
# checked: only that they are there decides about a shell.
{ lib, flake-parts-lib, ... }: {
  options.perSystem = flake-parts-lib.mkPerSystemOption ({ config, pkgs, ... }:
    let
      inherit (lib) mkOption types;
      program = name: _: pkgs.writeShellScriptBin name "exec process-compose";
      computed = default: mkOption { type = types.raw; inherit default; };
      group = types.submodule ({ name, ... }: {
        freeformType = types.lazyAttrsOf types.raw;
        options.outputs = mkOption {
          default = { };
          type = types.submodule {
            freeformType = types.lazyAttrsOf types.raw;
            options.package = computed (program name null);
            options.devShell = computed (pkgs.mkShell { packages = [ (program name null) ]; });
          };
        };
        options.services = computed { };
      });
    in
    {
      options.process-compose = mkOption { type = types.lazyAttrsOf group; default = { }; };
      config.packages = lib.mapAttrs program config.process-compose;
    });
}
