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

  # What these sets have is in the library itself too, but for a few names.
  mirrored = {
    asserts = [ ];
    attrsets = [ ];
    customisation = [ ];
    debug = [ ];
    derivations = [ ];
    filesystem = [ ];
    fixedPoints = [ ];
    lists = [ "hasPrefix" "removePrefix" ];
    meta = [ ];
    misc = [ ];
    modules = [ ];
    options = [ ];
    sources = [ "trace" ];
    strings = [ "replicate" ];
    stringsWithDeps = [ ];
    trivial = [ ];
    versions = [ ];
  };

  membersOf = known: set:
    let
      lacking = stubs set "${set}.";
      shared =
        if mirrored ? ${set} then builtins.intersectAttrs (removeAttrs lacking mirrored.${set}) known else { };
      # What the real library does not have is for this library alone.
      own = builtins.intersectAttrs lacking (known.${set} or { });
    in
    lacking // shared // own;

  complete = known:
    stubs "" "" // builtins.intersectAttrs (stubs "" "") known // builtins.mapAttrs (set: _: membersOf known set) (removeAttrs names [ "" ]);

  parts = lib: {
    trivial = import ./trivial.nix lib;
    fixedPoints = import ./fixed_points.nix lib;
    lists = import ./lists.nix lib;
    strings = import ./strings.nix lib // import ./escaping.nix lib;
    debug = import ./debug.nix lib;
    filesystem = import ./filesystem.nix lib;
    stringsWithDeps = import ./text_closures.nix lib;
    attrsets = import ./attrsets.nix lib;
    customisation = import ./customisation.nix lib;
    packages = import ./packages.nix lib;
    sources = import ./sources.nix lib;
    options = import ./options.nix lib;
    modules = import ./properties.nix lib // import ./modules.nix lib;
    types = import ./types.nix lib;
  };
  lib = import ./systems.nix lib // import ./licenses.nix // rec {
    inherit public;
    inherit (parts lib) trivial fixedPoints strings attrsets customisation debug filesystem sources options modules types;
    lists = (parts lib).lists // {
      hasPrefix = first: list: lib.take (builtins.length first) list == first;
      removePrefix = first: list:
        if lib.lists.hasPrefix first list then lib.drop (builtins.length first) list
        else throw "lists.removePrefix: the list does not begin so";
    };
    meta = (parts lib).packages;
    versions = {
      major = version: builtins.elemAt (builtins.splitVersion version) 0;
      minor = version: builtins.elemAt (builtins.splitVersion version) 1;
      splitVersion = builtins.splitVersion;
      pad = parts: version:
        let
          numbers = builtins.head (lib.splitString "-" version);
          padded = lib.take parts (lib.splitVersion numbers ++ lib.replicate parts "0");
        in
        lib.concatStringsSep "." padded + lib.removePrefix numbers version;
      patch = version: builtins.elemAt (builtins.splitVersion version) 2;
      majorMinor = version:
        "${lib.versions.major version}.${lib.versions.minor version}";
    };
    maintainers = { };
    path = import ./paths.nix lib;
    generators = import ./generators.nix lib;
    cli = import ./cli.nix lib;
  } // (let p = parts lib; in
    p.trivial // p.fixedPoints // p.lists // removeAttrs p.strings [ "replicate" ] // p.attrsets
    // p.customisation // p.packages // p.sources // p.debug // p.filesystem // p.stringsWithDeps
    // builtins.intersectAttrs (stubs "" "") (p.modules // p.options)
    // { inherit (p.types) isOptionType mkOptionType; });

  # What flakes see, and modules as their argument.
  public = complete lib // { inherit extend; };
  extend = overlay: public // overlay (extend overlay) public;
in
public
