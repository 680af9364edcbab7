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
  getAttrFromPath = path:
    lib.attrByPath path (throw "cannot find attribute `${builtins.concatStringsSep "." path}'");
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
  updateManyAttrsByPath = updates: set:
    builtins.foldl'
      (all: { path, update }: lib.recursiveUpdate all
        (lib.setAttrByPath path (update (lib.attrByPath path null all))))
      set updates;

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
  chooseDevOutputs = map lib.getDev;
}
