# What a module may wrap a definition in: conditions, priorities and order.
lib:
let
  inherit (builtins) concatLists concatMap isAttrs mapAttrs;

  fault = import ./module_fault.nix;

  defaultPriority = 100;

  typeOf = value: if isAttrs value then value._type or "" else "";

  mkOverride = priority: content: { _type = "override"; inherit priority content; };
  mkOrder = priority: content: { _type = "order"; inherit priority content; };
  mkIf = condition: content: { _type = "if"; inherit condition content; };

  # Moves what wraps a set to each of its attributes. Conditions are not looked
  # at: they may depend on the very set.
  pushDownProperties = config:
    let
      each = wrap: map (mapAttrs (_: wrap)) (pushDownProperties config.content);
      kind = typeOf config;
    in
    if kind == "merge" then concatMap pushDownProperties config.contents
    else if kind == "if" then each (mkIf config.condition)
    else if kind == "override" then each (mkOverride config.priority)
    else [ config ];

  # The values of a definition, without conditions.
  dischargeProperties = value:
    let kind = typeOf value; in
    if kind == "merge" then concatMap dischargeProperties value.contents
    else if kind == "if" then if value.condition then dischargeProperties value.content else [ ]
    else [ value ];

  filterOverrides' = defs:
    let
      priorityOf = def: if typeOf def.value == "override" then def.value.priority else defaultPriority;
      highestPrio = lib.foldl' (least: def: lib.min least (priorityOf def)) 9999 defs;
      bare = def:
        if typeOf def.value == "override" then def // { value = def.value.content; } else def;
    in
    {
      inherit highestPrio;
      values = concatMap (def: if priorityOf def == highestPrio then [ (bare def) ] else [ ]) defs;
    };

  sortProperties = defs:
    let
      priorityOf = def: if typeOf def.value == "order" then def.value.priority else 1000;
      bare = def: if typeOf def.value == "order" then def // { value = def.value.content; } else def;
    in
    if lib.any (def: typeOf def.value == "order") defs
    then map bare (builtins.sort (first: second: priorityOf first < priorityOf second) defs)
    else defs;
in
{
  inherit defaultPriority dischargeProperties filterOverrides' mkIf mkOrder mkOverride
    pushDownProperties sortProperties;
  defaultOverridePriority = defaultPriority;
  defaultOrderPriority = 1000;
  filterOverrides = defs: (filterOverrides' defs).values;
  mkMerge = contents: { _type = "merge"; inherit contents; };
  mkOptionDefault = mkOverride 1500;
  mkDefault = mkOverride 1000;
  mkImageMediaOverride = mkOverride 60;
  mkForce = mkOverride 50;
  mkVMOverride = mkOverride 10;
  mkBefore = mkOrder 500;
  mkAfter = mkOrder 1500;
  mkAssert = test: message: content: if test then content else throw message;
  mkStrict = content: content;
  mkFixStrictness = content: content;

  # What the definitions of one option come to.
  mergeDefinitions = loc: type: defs:
    let
      discharged = concatMap
        (def: map (value: { inherit (def) file; inherit value; }) (dischargeProperties def.value))
        defs;
      filtered = filterOverrides' discharged;
      defsFinal = sortProperties filtered.values;
      wrong = lib.findFirst (def: !type.check def.value) null defsFinal;
      isDefined = defsFinal != [ ];
      mergedValue =
        if !isDefined then
          type.emptyValue.value or (fault "${lib.showOption loc} is used but not defined")
        else if wrong != null
        then fault "a definition of ${lib.showOption loc} is not of type ${type.description}"
        else type.merge loc defsFinal;
    in
    {
      inherit isDefined mergedValue;
      defsFinal' = { values = defsFinal; inherit (filtered) highestPrio; };
      optionalValue = lib.optionalAttrs isDefined { value = mergedValue; };
    };
}
