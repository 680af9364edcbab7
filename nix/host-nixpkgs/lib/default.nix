# The functions of nixpkgs' library that flakes use. One that the real library
# has and this one lacks is there, but says so and fails when it is used. A name
# that the real library never had is missing.
let
  inherit ((builtins.fromJSON (builtins.readFile ./names.json))) names;

  lacking = path: name:
    let at = "lib.${path}${name}"; in
    builtins.trace "hearth-unknown: ${builtins.toJSON "the function ${at}"}"
      (throw "this nixpkgs lacks ${at}");

  stubs = set: path:
    builtins.listToAttrs (map (name: { inherit name; value = lacking path name; }) names.${set});

  complete = known:
    stubs "" ""
    // builtins.mapAttrs (set: _: stubs set "${set}." // known.${set} or { })
      (removeAttrs names [ "" "systems" ])
    // removeAttrs known (builtins.attrNames (removeAttrs names [ "" "systems" ]));

  parts = lib: {
    trivial = import ./trivial.nix lib;
    fixedPoints = import ./fixed_points.nix lib;
    lists = import ./lists.nix lib;
    strings = import ./strings.nix lib;
    attrsets = import ./attrsets.nix lib;
    customisation = import ./customisation.nix lib;
    packages = import ./packages.nix lib;
    sources = import ./sources.nix lib;
    options = import ./options.nix lib;
    modules = import ./properties.nix lib // import ./modules.nix lib;
    types = import ./types.nix lib;
  };
  lib = complete (import ./systems.nix lib // import ./licenses.nix // rec {
    inherit (parts lib) trivial fixedPoints lists strings attrsets customisation sources options modules types;
    meta = (parts lib).packages;
    versions = {
      major = version: builtins.elemAt (builtins.splitVersion version) 0;
      minor = version: builtins.elemAt (builtins.splitVersion version) 1;
      splitVersion = builtins.splitVersion;
      patch = version: builtins.elemAt (builtins.splitVersion version) 2;
      majorMinor = version:
        "${lib.versions.major version}.${lib.versions.minor version}";
    };
    maintainers = { };
    path.append = path: subpath:
      if !builtins.isPath path then throw "lib.path.append: the first argument is no path"
      else if subpath == "" || lib.hasPrefix "/" subpath || lib.elem ".." (lib.splitString "/" subpath)
      then throw "lib.path.append: \"${subpath}\" is no path below another"
      else path + ("/" + subpath);
    generators = {
      toJSON = _: builtins.toJSON;
      toYAML = _: builtins.toJSON;
    };
  } // (let p = parts lib; in
    p.trivial // p.fixedPoints // p.lists // p.strings // p.attrsets
    // p.customisation // p.packages // p.sources
    // builtins.intersectAttrs (stubs "" "") (p.modules // p.options)
    // { inherit (p.types) isOptionType mkOptionType; }));
in
lib
