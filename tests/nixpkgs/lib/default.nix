# The functions of nixpkgs' library that flakes use. One that is missing here
# fails the evaluation: nothing of the library is assumed.
let
  parts = lib: {
    trivial = import ./trivial.nix lib;
    fixedPoints = import ./fixed_points.nix lib;
    lists = import ./lists.nix lib;
    strings = import ./strings.nix lib;
    attrsets = import ./attrsets.nix lib;
    customisation = import ./customisation.nix lib;
    packages = import ./packages.nix lib;
    sources = import ./sources.nix lib;
  };
  lib = import ./systems.nix lib // import ./licenses.nix // rec {
    inherit (parts lib) trivial fixedPoints lists strings attrsets customisation sources;
    meta = (parts lib).packages;
    versions = {
      major = version: builtins.elemAt (builtins.splitVersion version) 0;
      minor = version: builtins.elemAt (builtins.splitVersion version) 1;
      majorMinor = version:
        "${lib.versions.major version}.${lib.versions.minor version}";
    };
    maintainers = { };
    generators = {
      toJSON = _: builtins.toJSON;
      toYAML = _: builtins.toJSON;
    };
  } // (let p = parts lib; in
    p.trivial // p.fixedPoints // p.lists // p.strings // p.attrsets
    // p.customisation // p.packages // p.sources);
in
lib
