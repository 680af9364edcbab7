# The types of options that are made of other types or of modules.
lib:
let
  inherit (builtins) concatMap isAttrs isList length;
  inherit (lib.modules) mergeDefinitions pushDownProperties setDefaultModuleLocation;
  inherit (lib) mergeOneOption;

  fault = import ./module_fault.nix;

  mkOptionType =
    { name
    , description ? name
    , check ? (_: true)
    , merge ? lib.mergeDefaultOption
    , emptyValue ? { }
    , typeMerge ? (other: if other.name == name then mkOptionType args else null)
    , nestedTypes ? { }
    , ...
    }@args:
    {
      getSubOptions = _: { };
      getSubModules = null;
      substSubModules = _: null;
      descriptionClass = null;
      deprecationMessage = null;
      functor = { inherit name; type = null; wrapped = null; payload = null; };
    } // args // {
      _type = "option-type";
      inherit name description check merge emptyValue typeMerge nestedTypes;
    };

  # A type around another one; two of the same kind merge what is inside.
  around = { name, elemType, make, ... }@args: mkOptionType ({
    description = "${name} of ${elemType.description}";
    nestedTypes = { inherit elemType; };
    typeMerge = other:
      let both = elemType.typeMerge other.nestedTypes.elemType; in
      if other.name != name || both == null then null else make both;
  } // removeAttrs args [ "elemType" "make" ]);

  # The definitions of each attribute of a set.
  attributesOf = defs: lib.zipAttrsWith (_: values: values) (concatMap
    (def: map (lib.mapAttrs (_: value: { inherit (def) file; inherit value; }))
      (pushDownProperties def.value))
    defs);

  attrsWith = { elemType, lazy ? false, placeholder ? "name" }: around {
    name = if lazy then "lazyAttrsOf" else "attrsOf";
    inherit elemType;
    make = elemType: attrsWith { inherit elemType lazy placeholder; };
    check = isAttrs;
    emptyValue.value = { };
    merge = loc: defs:
      let found = lib.mapAttrs (name: mergeDefinitions (loc ++ [ name ]) elemType) (attributesOf defs); in
      if lazy then lib.mapAttrs (_: one: one.mergedValue) found
      else lib.mapAttrs (_: one: one.mergedValue) (lib.filterAttrs (_: one: one.isDefined) found);
  };

  listOf = elemType: around {
    name = "listOf";
    inherit elemType;
    make = listOf;
    check = isList;
    emptyValue.value = [ ];
    merge = loc: defs: concatMap
      (def: concatMap
        (value:
          let one = mergeDefinitions (loc ++ [ "*" ]) elemType [ (def // { inherit value; }) ]; in
          lib.optional one.isDefined one.mergedValue)
        def.value)
      defs;
  };

  nullOr = elemType: around {
    name = "nullOr";
    inherit elemType;
    make = nullOr;
    check = value: value == null || elemType.check value;
    emptyValue.value = null;
    merge = loc: defs:
      let nulls = lib.count (def: def.value == null) defs; in
      if nulls == length defs then null
      else if nulls > 0 then fault "${lib.showOption loc} is defined both null and not null"
      else elemType.merge loc defs;
  };

  functionTo = elemType: around {
    name = "functionTo";
    inherit elemType;
    make = functionTo;
    check = lib.isFunction;
    merge = loc: defs:
      let
        args = lib.foldl' (all: def: all // lib.functionArgs def.value) { } defs;
        result = argument: (mergeDefinitions (loc ++ [ "<function body>" ]) elemType
          (map (def: def // { value = def.value argument; }) defs)).mergedValue;
      in
      lib.setFunctionArgs result args;
  };

  either = first: second: mkOptionType {
    name = "either";
    description = "${first.description} or ${second.description}";
    nestedTypes = { left = first; right = second; };
    check = value: first.check value || second.check value;
    merge = loc: defs:
      let all = type: lib.all (def: type.check def.value) defs; in
      if all first then first.merge loc defs
      else if all second then second.merge loc defs
      else mergeOneOption loc defs;
  };

  coercedTo = from: function: to: mkOptionType {
    name = "coercedTo";
    description = "${to.description} or ${from.description} convertible to it";
    inherit (to) emptyValue;
    check = value: to.check value || from.check value && to.check (function value);
    merge = loc: defs: to.merge loc (map
      (def: if from.check def.value then def // { value = function def.value; } else def)
      defs);
  };

  submoduleWith =
    { modules
    , specialArgs ? { }
    , shorthandOnlyDefinesConfig ? false
    , description ? "submodule"
    , class ? null
    }@args:
    let
      asModule = def:
        if isAttrs def.value && shorthandOnlyDefinesConfig
        then { _file = def.file; config = def.value; }
        else { _file = def.file; imports = [ def.value ]; };
      evaluated = loc: defs: lib.evalModules {
        modules = [ { _module.args.name = lib.mkOptionDefault (lib.last ([ "" ] ++ loc)); } ]
          ++ modules ++ map asModule defs;
        inherit specialArgs class;
        prefix = loc;
      };
    in
    mkOptionType {
      name = "submodule";
      inherit description;
      check = value: isAttrs value || lib.isFunction value || builtins.isPath value;
      emptyValue.value = (evaluated [ ] [ ]).config;
      merge = loc: defs: (evaluated loc defs).config;
      getSubOptions = prefix: (evaluated prefix [ ]).options;
      getSubModules = modules;
      substSubModules = modules: submoduleWith (args // { inherit modules; });
      payload = args;
      typeMerge = other:
        if other.name != "submodule" then null
        else submoduleWith (args // other.payload // {
          modules = modules ++ other.payload.modules;
          specialArgs = specialArgs // other.payload.specialArgs or { };
        });
    };

  deferredModuleWith = { staticModules ? [ ] }: mkOptionType {
    name = "deferredModule";
    description = "module";
    check = value: isAttrs value || lib.isFunction value || builtins.isPath value;
    emptyValue.value = { imports = staticModules; };
    merge = loc: defs: {
      imports = staticModules ++ map
        (def: setDefaultModuleLocation "${def.file}, via option ${lib.showOption loc}" def.value)
        defs;
    };
    payload = { inherit staticModules; };
    typeMerge = other:
      if other.name != "deferredModule" then null
      else deferredModuleWith { staticModules = staticModules ++ other.payload.staticModules; };
  };

  submodule = modules: submoduleWith {
    shorthandOnlyDefinesConfig = true;
    modules = lib.toList modules;
  };
in
{
  inherit attrsWith coercedTo deferredModuleWith either functionTo listOf
    mkOptionType nullOr submodule submoduleWith;
}
