# The types of options.
lib:
let
  inherit (builtins) head isAttrs isBool isFloat isInt isList isString length
    match typeOf;
  inherit (lib) mergeEqualOption mergeOneOption;

  composed = import ./composed_types.nix lib;
  inherit (composed) attrsWith either functionTo listOf mkOptionType;

  plain = name: check: mkOptionType { inherit name check; merge = mergeEqualOption; };

  isStringLike = value: isString value || isAttrs value && (value ? outPath || value ? __toString);
  isPathLike = value: builtins.isPath value || isStringLike value && lib.hasPrefix "/" "${value}";

  enum = values: mkOptionType {
    name = "enum";
    description = "one of ${lib.concatMapStringsSep ", " builtins.toJSON values}";
    check = value: lib.elem value values;
    merge = mergeEqualOption;
    payload = { inherit values; };
    typeMerge = other:
      if other.name != "enum" then null else enum (lib.unique (values ++ other.payload.values));
  };

  addCheck = type: check: type // { check = value: type.check value && check value; };

  separatedString = separator: mkOptionType {
    name = "separatedString";
    description = "strings concatenated with ${builtins.toJSON separator}";
    check = isString;
    merge = _: defs: lib.concatStringsSep separator (lib.getValues defs);
  };

  anything = mkOptionType {
    name = "anything";
    check = _: true;
    merge = loc: defs:
      let
        kinds = lib.unique (map (def: typeOf def.value) defs);
        first = (head defs).value;
      in
      if kinds == [ "set" ] && !lib.any (def: isStringLike def.value) defs
      then (attrsWith { elemType = anything; lazy = true; }).merge loc defs
      else if length defs == 1 then first
      else if kinds == [ "lambda" ] then (functionTo anything).merge loc defs
      else mergeEqualOption loc defs;
  };

  between = low: high: plain "intBetween" (value: isInt value && value >= low && value <= high);
  raw = mkOptionType { name = "raw"; merge = mergeOneOption; };
  str = plain "str" isString;
  path = plain "path" isPathLike;
  pathWith = { inStore ? null, absolute ? null }: plain "path" (value:
    (builtins.isPath value || isStringLike value)
    && (absolute == null || lib.hasPrefix "/" "${value}" == absolute)
    && (inStore == null || (builtins.match "${builtins.storeDir}/[^.].*" "${value}" != null) == inStore));
  unique = _: type: type // { merge = mergeOneOption; };
in
{
  inherit (composed) attrsWith coercedTo deferredModuleWith either functionTo listOf
    mkOptionType nullOr submodule submoduleWith;
  inherit addCheck anything enum path pathWith raw separatedString str unique;
  isOptionType = lib.isType "option-type";

  attrs = mkOptionType {
    name = "attrs";
    check = isAttrs;
    emptyValue.value = { };
    merge = _: defs: lib.foldl' (all: def: all // def.value) { } defs;
  };
  attrsOf = elemType: attrsWith { inherit elemType; };
  lazyAttrsOf = elemType: attrsWith { inherit elemType; lazy = true; };
  bool = plain "bool" isBool;
  boolByOr = mkOptionType {
    name = "boolByOr";
    check = isBool;
    merge = _: lib.any (def: def.value);
  };
  commas = separatedString ",";
  deferredModule = composed.deferredModuleWith { };
  envVar = separatedString ":";
  float = plain "float" isFloat;
  int = plain "int" isInt;
  ints = {
    inherit between;
    positive = plain "positiveInt" (value: isInt value && value > 0);
    unsigned = plain "unsignedInt" (value: isInt value && value >= 0);
    u8 = between 0 255;
    u16 = between 0 65535;
    u32 = between 0 4294967295;
    s8 = between (-128) 127;
    s16 = between (-32768) 32767;
    s32 = between (-2147483648) 2147483647;
  };
  lines = separatedString "\n";
  nonEmptyListOf = elemType: addCheck (listOf elemType) (list: list != [ ]) // { emptyValue = { }; };
  nonEmptyStr = plain "nonEmptyStr" (value: isString value && match "[ \t\n]*" value == null);
  number = plain "number" (value: isInt value || isFloat value);
  numbers = {
    positive = plain "positiveNumber" (value: (isInt value || isFloat value) && value > 0);
    nonnegative = plain "nonnegativeNumber" (value: (isInt value || isFloat value) && value >= 0);
    between = low: high:
      plain "numberBetween" (value: (isInt value || isFloat value) && value >= low && value <= high);
  };
  oneOf = types: lib.foldl' either (head types) (lib.tail types);
  optionType = mkOptionType {
    name = "optionType";
    check = lib.isType "option-type";
    merge = mergeOneOption;
  };
  package = mkOptionType {
    name = "package";
    check = value: lib.isDerivation value || isPathLike value;
    merge = mergeOneOption;
  };
  passwdEntry = type: type;
  pathInStore = pathWith { inStore = true; };
  pkgs = plain "pkgs" (value: isAttrs value && value ? callPackage);
  port = between 0 65535;
  shellPackage = mkOptionType {
    name = "shellPackage";
    check = lib.isDerivation;
    merge = mergeOneOption;
  };
  singleLineStr = plain "singleLineStr" (value: isString value && match "[^\n]*\n?" value != null);
  strMatching = pattern: plain "strMatching" (value: isString value && match pattern value != null);
  string = separatedString "";
  uniq = unique { };
  unspecified = mkOptionType { name = "unspecified"; };
}
