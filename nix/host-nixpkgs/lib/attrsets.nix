lib: {
  inherit (builtins) attrNames attrValues catAttrs getAttr hasAttr listToAttrs
    mapAttrs removeAttrs intersectAttrs isAttrs zipAttrsWith;

  nameValuePair = name: value: { inherit name value; };
  genAttrs = names: function:
    builtins.listToAttrs (map (name: { inherit name; value = function name; }) names);
  genAttrs' = list: function: builtins.listToAttrs (map function list);
  optionalAttrs = condition: set: if condition then set else { };
  attrVals = names: set: map (name: set.${name}) names;
  attrByPath = path: fallback: set:
    if path == [ ] then set
    else
      let name = builtins.head path; in
      if builtins.isAttrs set && set ? ${name}
      then lib.attrByPath (builtins.tail path) fallback set.${name} else fallback;
  hasAttrByPath = path: set:
    path == [ ] || builtins.isAttrs set && set ? ${builtins.head path}
    && lib.hasAttrByPath (builtins.tail path) set.${builtins.head path};
  # A name that is missing is an error here, not what the flake throws: a set of
  # packages may lack it only in this nixpkgs.
  getAttrFromPath = path: set: builtins.foldl' (found: name: found.${name}) set path;
  longestValidPathPrefix = path: set:
    if path == [ ] || !(set ? ${builtins.head path}) then [ ]
    else
      let name = builtins.head path; in
      [ name ] ++ lib.attrsets.longestValidPathPrefix (builtins.tail path) set.${name};
  setAttrByPath = path: value:
    if path == [ ] then value
    else { ${builtins.head path} = lib.setAttrByPath (builtins.tail path) value; };
  getAttrs = names: set: lib.genAttrs names (name: set.${name});

  filterAttrs = test: set:
    builtins.removeAttrs set
      (builtins.filter (name: !test name set.${name}) (builtins.attrNames set));
  filterAttrsRecursive = test: set:
    builtins.mapAttrs
      (_: value: if builtins.isAttrs value then lib.filterAttrsRecursive test value else value)
      (lib.filterAttrs test set);
  mapAttrs' = function: set:
    builtins.listToAttrs (map (name: function name set.${name}) (builtins.attrNames set));
  mapAttrsToList = function: set:
    map (name: function name set.${name}) (builtins.attrNames set);
  attrsToList = lib.mapAttrsToList lib.nameValuePair;
  concatMapAttrs = function: set:
    lib.mergeAttrsList (lib.mapAttrsToList function set);
  mergeAttrsList = builtins.foldl' (all: one: all // one) { };
  mapAttrsRecursive = lib.mapAttrsRecursiveCond (_: true);
  mapAttrsRecursiveCond = condition: function: set:
    let
      go = path: builtins.mapAttrs (name: value:
        if builtins.isAttrs value && condition value then go (path ++ [ name ]) value
        else function (path ++ [ name ]) value);
    in
    go [ ] set;
  collect = test: value:
    if test value then [ value ]
    else if builtins.isAttrs value
    then builtins.concatMap (lib.collect test) (builtins.attrValues value)
    else [ ];
  foldlAttrs = function: start: set:
    builtins.foldl' (all: name: function all name set.${name}) start (builtins.attrNames set);
  foldAttrs = function: start: sets:
    builtins.zipAttrsWith (_: lib.foldr function start) sets;
  zipAttrs = builtins.zipAttrsWith (_: values: values);
  zipAttrsWithNames = names: function: sets:
    lib.genAttrs names (name: function name (builtins.catAttrs name sets));
  recursiveUpdateUntil = stop: first: second:
    let
      go = path: builtins.zipAttrsWith (name: values:
        let at = path ++ [ name ]; in
        if builtins.length values == 1 then builtins.head values
        else if stop at (builtins.head values) (lib.last values) then lib.last values
        else go at values);
    in
    go [ ] [ first second ];
  recursiveUpdate = lib.recursiveUpdateUntil
    (_: first: second: !(builtins.isAttrs first && builtins.isAttrs second));
  # What is deeper is updated first.
  updateManyAttrsByPath =
    let
      go = value: updates:
        let
          split = builtins.partition (one: one.path == [ ]) updates;
          deeper = builtins.groupBy (one: builtins.head one.path) split.wrong;
          set =
            if !(value ? found) then { }
            else if builtins.isAttrs value.found then value.found
            else throw "updateManyAttrsByPath: part of a path is no set";
          below = set // builtins.mapAttrs
            (name: ones: go
              (lib.optionalAttrs (set ? ${name}) { found = set.${name}; })
              (map (one: one // { path = builtins.tail one.path; }) ones))
            deeper;
          start =
            if split.wrong != [ ] then below
            else value.found or (throw "updateManyAttrsByPath: a path does not exist");
        in
        lib.foldl (all: one: one.update all) start split.right;
    in
    updates: set: go { found = set; } updates;
  overrideExisting = old: new: builtins.mapAttrs (name: value: new.${name} or value) old;
  unionOfDisjoint = first: second:
    let both = builtins.intersectAttrs first second; in
    if both == { } then first // second
    else builtins.mapAttrs (name: _: throw "unionOfDisjoint: both sets have ${name}") both // removeAttrs (first // second) (builtins.attrNames both);
  matchAttrs = pattern: set: builtins.all
    (name: set ? ${name} && (
      let wanted = pattern.${name}; value = set.${name}; in
      if builtins.isAttrs wanted then builtins.isAttrs value && lib.matchAttrs wanted value else wanted == value
    ))
    (builtins.attrNames pattern);
  mapCartesianProduct = function: sets: map function (lib.cartesianProduct sets);
  mapAttrsToListRecursive = lib.mapAttrsToListRecursiveCond (_: _: true);
  mapAttrsToListRecursiveCond = condition: function: set:
    let
      go = path: value:
        if builtins.isAttrs value && (path == [ ] || condition path value)
        then builtins.concatMap (name: go (path ++ [ name ]) value.${name}) (builtins.attrNames value)
        else [ (function path value) ];
    in
    go [ ] set;
  showAttrPath = path:
    if path == [ ] then "<root attribute path>"
    else lib.concatMapStringsSep "." lib.escapeNixIdentifier path;
  toDerivation = path: {
    type = "derivation";
    name = lib.strings.sanitizeDerivationName (builtins.substring 33 (-1) (baseNameOf path));
    outPath = builtins.storePath path;
    outputs = [ "out" ];
    outputName = "out";
  };

  isDerivation = value: value.type or null == "derivation";
  recurseIntoAttrs = set: set // { recurseForDerivations = true; };
  dontRecurseIntoAttrs = set: set // { recurseForDerivations = false; };

  getOutput = output: package:
    if !(package.outputSpecified or false)
    then package.${output} or package.out or package else package;
  getBin = lib.getOutput "bin";
  getLib = lib.getOutput "lib";
  getDev = lib.getOutput "dev";
  getMan = lib.getOutput "man";
  getInclude = lib.getOutput "include";
  getStatic = lib.getOutput "static";
  getFirstOutput = names: package:
    let found = lib.findFirst (name: package ? ${name}) "out" names; in
    if package.outputSpecified or false then package else package.${found} or package;
  chooseDevOutputs = map lib.getDev;
}
