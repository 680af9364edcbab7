# The options of a flake, and how those of each system become outputs.
{ config, inputs, self, lib, flake-parts-lib, ... }:
let
  inherit (flake-parts-lib) mkDeferredModuleType mkTransposedPerSystemModule;
  inherit (lib) mapAttrs mkOption mkOptionDefault types;

  # What a flake has for a system.
  perInput = system: flake:
    mapAttrs (name: _: flake.${name}.${system}) config.transposition;

  ofSystem = { system, inputs', ... }: {
    _file = "flake-parts";
    options.formatter = mkOption { type = types.nullOr types.package; default = null; };
    config._module.args = {
      inputs' = mkOptionDefault (mapAttrs (_: perInput system) inputs);
      self' = mkOptionDefault (perInput system self);
      pkgs = mkOptionDefault inputs'.nixpkgs.legacyPackages;
    };
  };

  # The arguments that the modules of a system take.
  argumentsOf = evaluated: evaluated._module.args // evaluated._module.specialArgs // {
    inherit (evaluated) config options;
    inherit lib;
  };

  withSystem = system: function: function (argumentsOf (config.perSystem system));

  set = type: mkOption { type = types.lazyAttrsOf type; default = { }; };
  output = name: option: mkTransposedPerSystemModule {
    inherit name option;
    file = "flake-parts";
  };
in
{
  imports = [
    (output "apps" (set types.raw))
    (output "checks" (set types.package))
    (output "devShells" (set types.package))
    (output "legacyPackages" (set types.raw))
    (output "packages" (set types.package))
  ];

  options = {
    debug = mkOption { type = types.bool; default = false; };
    systems = mkOption { type = types.listOf types.str; };
    transposition = set (types.submodule {
      options.adHoc = mkOption { type = types.bool; default = false; };
    });
    perInput = mkOption { type = types.raw; default = perInput; };
    allSystems = mkOption { type = types.lazyAttrsOf types.raw; internal = true; };
    perSystem = mkOption {
      type = mkDeferredModuleType ofSystem;
      default = { };
      apply = module: system:
        lib.evalModules {
          class = "perSystem";
          prefix = [ "perSystem" system ];
          specialArgs = { inherit system; };
          modules = [ module ];
        };
    };
    flake = mkOption {
      default = { };
      type = types.submoduleWith {
        modules = [{
          freeformType = types.lazyAttrsOf types.raw;
          options = {
            formatter = set types.package;
            nixosConfigurations = set types.raw;
            nixosModules = set types.raw;
            overlays = set types.raw;
          };
        }];
      };
    };
  };

  config = {
    _module.args = {
      inherit withSystem;
      getSystem = system: (config.perSystem system).config;
    };
    allSystems = lib.genAttrs config.systems (system: (config.perSystem system).config);
    flake = mapAttrs (name: _: mapAttrs (_: own: own.${name}) config.allSystems) config.transposition // {
      formatter = mapAttrs (_: own: own.formatter)
        (lib.filterAttrs (_: own: own.formatter != null) config.allSystems);
    };
  };
}
