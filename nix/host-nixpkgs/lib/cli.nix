# Arguments of programs, from sets.
lib:
let
  inherit (builtins) concatLists concatMap isBool isList stringLength;
  inherit (lib) mapAttrsToList;

  text = lib.generators.mkValueStringDefault { };
  option = name: if stringLength name == 1 then "-${name}" else "--${name}";

  toGNUCommandLine =
    { mkOptionName ? option
    , optionValueSeparator ? null
    , mkBool ? name: value: lib.optional value (mkOptionName name)
    , mkOption ? name: value:
        if value == null then [ ]
        else if optionValueSeparator == null then [ (mkOptionName name) (text value) ]
        else [ "${mkOptionName name}${optionValueSeparator}${text value}" ]
    , mkList ? name: concatMap (mkOption name)
    }:
    set: concatLists (mapAttrsToList
      (name: value: (if isBool value then mkBool else if isList value then mkList else mkOption) name value)
      set);

  toCommandLine = format: set:
    let
      one = name: { option, sep, explicitBool, formatArg ? text }: value:
        if value == null || !explicitBool && value == false then [ ]
        else if !explicitBool && value == true then [ option ]
        else if sep != null then [ "${option}${sep}${formatArg value}" ]
        else [ option (formatArg value) ];
      all = name: value: concatMap (one name (format name)) (lib.toList value);
    in
    concatLists (mapAttrsToList all set);

  toCommandLineGNU =
    { isLong ? name: stringLength name > 1, explicitBool ? false, formatArg ? text }:
    toCommandLine (name: {
      inherit explicitBool formatArg;
      option = if isLong name then "--${name}" else "-${name}";
      sep = if isLong name then "=" else "";
    });
in
{
  inherit toCommandLine toCommandLineGNU toGNUCommandLine;
  toGNUCommandLineShell = options: set: lib.escapeShellArgs (toGNUCommandLine options set);
  toCommandLineShell = format: set: lib.escapeShellArgs (toCommandLine format set);
  toCommandLineShellGNU = options: set: lib.escapeShellArgs (toCommandLineGNU options set);
}
