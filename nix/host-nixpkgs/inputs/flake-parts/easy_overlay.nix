# An overlay made of what each system names.
{ lib, flake-parts-lib, getSystem, ... }: {
  options.perSystem = flake-parts-lib.mkPerSystemOption ({ config, pkgs, ... }: {
    options.overlayAttrs = lib.mkOption {
      type = lib.types.lazyAttrsOf lib.types.raw;
      default = { };
    };
    config._module.args.final = lib.mkDefault (pkgs.extend (_: _: config.overlayAttrs));
  });
  config.flake.overlays.default = _: prev:
    (getSystem prev.stdenv.hostPlatform.system).overlayAttrs;
}
