# Options of the module system: declaring them, and merging what defines them.
lib:
let
  isType = name: value: value._type or "" == name;

  fault = import ./module_fault.nix;

  showOption = loc: builtins.concatStringsSep "." (map (part: lib.strings.escapeNixIdentifier (toString part)) loc);
  valuesOf = map (def: def.value);
  text = _type: text: { inherit _type text; };
in
{
  inherit isType showOption;
  setType = _type: value: value // { inherit _type; };

  isOption = isType "option";
  mkOption = attributes: attributes // { _type = "option"; };
  mkEnableOption = name: lib.mkOption {
    default = false;
    example = true;
    description = "Whether to enable ${if builtins.isString name then name else name.text}.";
    type = lib.types.bool;
  };
  mkPackageOption = pkgs: name:
    { default ? name, nullable ? false, pkgsText ? "pkgs", extraDescription ? "", example ? null }:
    let path = lib.toList default; in
    lib.mkOption ({
      description = "The ${lib.concatStringsSep "." (lib.toList name)} package to use. ${extraDescription}";
      type = if nullable then lib.types.nullOr lib.types.package else lib.types.package;
      defaultText = text "literalExpression" "${pkgsText}.${lib.concatStringsSep "." path}";
    } // lib.optionalAttrs (default == null) { default = null; }
    // lib.optionalAttrs (default != null) { default = lib.getAttrFromPath path pkgs; });
  mkSinkUndeclaredOptions = attributes: lib.mkOption ({
    internal = true;
    visible = false;
    default = false;
    type = lib.mkOptionType {
      name = "sink";
      check = _: true;
      merge = _: _: false;
    };
  } // attributes);

  literalExpression = text "literalExpression";
  literalExample = text "literalExpression";
  literalCode = _: text "literalExpression";
  literalMD = text "literalMD";
  mdDoc = lib.id;

  getValues = valuesOf;
  getFiles = map (def: def.file);

  mergeOneOption = loc: defs:
    if builtins.length defs == 1 then (builtins.head defs).value
    else fault "${showOption loc} is defined several times";
  mergeUniqueOption = _: lib.mergeOneOption;
  mergeEqualOption = loc: defs:
    let first = (builtins.head defs).value; in
    if builtins.length defs == 1 || lib.all (value: value == first) (valuesOf defs) then first
    else fault "${showOption loc} has definitions that differ";
  mergeDefaultOption = loc: defs:
    let
      values = valuesOf defs;
      are = test: lib.all test values;
    in
    if builtins.length values == 1 then builtins.head values
    else if are builtins.isFunction
    then argument: lib.mergeDefaultOption loc (map (def: def // { value = def.value argument; }) defs)
    else if are builtins.isList then builtins.concatLists values
    else if are builtins.isAttrs then lib.foldl' lib.mergeAttrs { } values
    else if are builtins.isBool then lib.any lib.id values
    else if are builtins.isString then lib.concatStrings values
    else lib.mergeEqualOption loc defs;
}
