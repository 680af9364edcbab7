# Evaluates modules: options that some declare and others define.
lib:
let
  inherit (builtins) attrNames concatMap head isAttrs length mapAttrs removeAttrs seq;
  inherit (lib) showOption;
  inherit (lib.modules) mergeDefinitions pushDownProperties;

  fault = import ./module_fault.nix;
  collect = import ./module_closure.nix lib;

  # The values of each name, with the files that they come from.
  byName = list: lib.zipAttrsWith (_: values: values)
    (map ({ file, value }: mapAttrs (_: value: { inherit file value; }) value) list);

  # Options below a path, and definitions that no option has.
  tree = loc: declarations: definitions:
    let
      declared = byName declarations;
      pushed = concatMap
        ({ file, value }: map (value: { inherit file value; }) (pushDownProperties value))
        definitions;
      defined = byName pushed;
      one = name: decls:
        let
          at = loc ++ [ name ];
          own = defined.${name} or [ ];
          areOptions = lib.any (decl: lib.isOption decl.value) decls;
          below = tree at decls own;
        in
        if areOptions
        then { options = option at decls own; unmatched = [ ]; isOption = true; }
        else below // { isOption = false; };
      parts = mapAttrs one declared;
      unknown = concatMap
        (name: map (def: def // { loc = loc ++ [ name ]; }) defined.${name})
        (attrNames (removeAttrs defined (attrNames declared)));
    in
    {
      options = mapAttrs (_: part: part.options) parts;
      config = mapAttrs (_: part: if part.isOption then part.options.value else part.config) parts;
      unmatched = unknown ++ concatMap (part: part.unmatched) (lib.attrValues parts);
    };

  # An option that several modules may declare.
  option = loc: decls: defs:
    let
      values = map (decl: if lib.isOption decl.value then decl.value else
      fault "${showOption loc} is both an option and a set of options") decls;
      merged = lib.foldl' (all: one: all // one) { } values;
      types = concatMap (value: lib.optional (value ? type) value.type) values;
      type = if types == [ ] then lib.types.unspecified else
      lib.foldl'
        (all: one:
          let both = all.typeMerge one; in
          if both == null then fault "${showOption loc} is declared with two types" else both)
        (head types)
        (lib.tail types);
      default = lib.optional (merged ? default)
        { file = (head decls).file; value = lib.mkOptionDefault merged.default; };
      found = mergeDefinitions loc type (default ++ defs);
      apply = merged.apply or lib.id;
    in
    merged // {
      inherit loc type;
      inherit (found) isDefined;
      value = apply found.mergedValue;
      definitions = map (def: def.value) found.defsFinal'.values;
      definitionsWithLocations = found.defsFinal'.values;
      files = map (def: def.file) found.defsFinal'.values;
      declarations = map (decl: decl.file) decls;
      inherit (found.defsFinal') highestPrio;
    };

  internal = {
    file = "lib/modules.nix";
    value._module = {
      args = lib.mkOption { type = lib.types.lazyAttrsOf lib.types.raw; default = { }; };
      check = lib.mkOption { type = lib.types.bool; default = true; };
      freeformType = lib.mkOption { type = lib.types.nullOr lib.types.optionType; default = null; };
      specialArgs = lib.mkOption { type = lib.types.raw; default = { }; };
    };
  };

  evalModules =
    { modules
    , prefix ? [ ]
    , specialArgs ? { }
    , args ? { }
    , check ? true
    , class ? null
    }:
    let
      collected = collect
        {
          inherit class;
          known = {
            inherit options config extendModules;
            lib = lib.public;
            moduleType = type;
            _prefix = prefix;
            _class = class;
          } // specialArgs;
          more = found.config._module.args;
        }
        modules;
      inside = { file = "lib/modules.nix"; value._module = { inherit args specialArgs; check = lib.mkDefault check; }; };
      found = tree prefix
        ([ internal ] ++ map (module: { inherit (module) file; value = module.options; }) collected)
        ([ inside ] ++ concatMap
          (module: map (value: { inherit (module) file; inherit value; }) module.configs)
          collected);
      options = found.options;
      freeformType = found.config._module.freeformType;
      loose = freeformType.merge prefix (map
        (def: {
          inherit (def) file;
          value = lib.setAttrByPath (lib.drop (length prefix) def.loc) def.value;
        })
        found.unmatched);
      config = if freeformType == null then found.config else lib.recursiveUpdateUntil
        (_: first: second: !(isAttrs first && isAttrs second) || lib.isDerivation first || lib.isDerivation second)
        (if found.unmatched == [ ] then { } else loose)
        found.config;
      checked =
        if found.config._module.check && freeformType == null && found.unmatched != [ ]
        then fault "nothing declares the option ${showOption (head found.unmatched).loc}"
        else null;
      type = lib.types.submoduleWith { inherit modules specialArgs class; };
      extendModules = more: evalModules {
        inherit args check class;
        modules = modules ++ more.modules or [ ];
        specialArgs = specialArgs // more.specialArgs or { };
        prefix = more.prefix or prefix;
      };
    in
    {
      inherit class extendModules options type;
      _type = "configuration";
      config = seq checked (removeAttrs config [ "_module" ]);
      _module = config._module;
    };
in
{
  inherit evalModules;
  importApply = path: argument: {
    _file = toString path;
    imports = [ (import path argument) ];
  };
  setDefaultModuleLocation = file: module: { _file = file; imports = [ module ]; };
}
