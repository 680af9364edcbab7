# What naersk gives for a package set. Builds evaluate, and are not built here.
pkgs:
let
  inherit (pkgs) lib;
  crane = import ../crane/functions.nix pkgs;

  unsure = import ../../lib/module_fault.nix;

  isSource = value: builtins.isPath value || builtins.isString value || value ? outPath;

  self = {
    buildPackage = args:
      let
        given = if isSource args then { src = args; } else args;
        src = given.src or given.root or (unsure "what naersk builds without src and root");
        # Functions are for the build, not for the derivation.
        plain = lib.filterAttrs (_: value: !builtins.isFunction value && !builtins.isBool value)
          (removeAttrs given [ "root" "override" "overrideMain" ]);
      in
      crane.buildPackage (plain // { inherit src; });
    override = _: self;
  };
in
self
