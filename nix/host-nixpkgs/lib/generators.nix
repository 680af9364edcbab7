# Text in the formats of configuration files.
lib:
let
  inherit (builtins) concatStringsSep isAttrs isBool isFloat isInt isList isPath
    isString toJSON typeOf;
  inherit (lib) concatStrings mapAttrsToList;

  plain = value:
    if isString value then value
    else if isBool value then lib.boolToString value
    else if value == null then "null"
    else if isInt value || isFloat value || lib.isDerivation value || isPath value
    then toString value
    else abort "a configuration file has no text for a ${typeOf value}";

  mkKeyValueDefault = { mkValueString ? plain }: separator: key: value:
    "${lib.escape [ separator ] key}${separator}${mkValueString value}";

  toKeyValue =
    { mkKeyValue ? mkKeyValueDefault { } "=", listsAsDuplicateKeys ? false, indent ? "" }:
    set:
    let
      valuesOf = value: if listsAsDuplicateKeys then lib.toList value else [ value ];
      lines = key: value: map (one: "${indent}${mkKeyValue key one}\n") (valuesOf value);
    in
    concatStrings (builtins.concatLists (mapAttrsToList lines set));

  sectionName = lib.escape [ "[" "]" ];

  toINI =
    { mkSectionName ? sectionName, mkKeyValue ? mkKeyValueDefault { } "=", listsAsDuplicateKeys ? false }:
    sections:
    concatStringsSep "\n" (mapAttrsToList
      (name: values: "[${mkSectionName name}]\n" + toKeyValue { inherit mkKeyValue listsAsDuplicateKeys; } values)
      sections);

  # The sections of a git configuration: `remote.origin.url` is the key `url` of
  # the section `remote "origin"`.
  gitSections = set:
    let
      isSet = value: isAttrs value && !lib.isDerivation value;
      isDeep = value: isAttrs value && lib.any isSet (builtins.attrValues value);
      from = path: value:
        if isSet value
        then builtins.concatMap (name: from (path ++ [ name ]) value.${name}) (builtins.attrNames value)
        else if builtins.length path == 1 then [{ ${lib.head path} = value; }]
        else [{ ${concatStringsSep "." (lib.init path)}.${lib.last path} = value; }];
      deep = lib.filterAttrs (_: isDeep) set;
    in
    removeAttrs set (builtins.attrNames deep)
    // builtins.foldl' lib.recursiveUpdate { } (from [ ] deep);

  toGitINI = set:
    let
      name = text:
        let parts = lib.splitString "." text; in
        if builtins.length parts == 1 || lib.hasInfix "\"" text then text
        else "${lib.head parts} \"${concatStringsSep "." (lib.tail parts)}\"";
      quoted = builtins.replaceStrings [ "\n" "\t" "\"" "\\" ] [ "\\n" "\\t" "\\\"" "\\\\" ];
      line = mkKeyValueDefault
        { mkValueString = value: if isString value then "\"${quoted value}\"" else plain value; }
        " = ";
      keyValue = key: value: concatStringsSep "\n" (map (one: "\t${line key one}") (lib.toList value));
    in
    toINI { mkSectionName = name; mkKeyValue = keyValue; } (gitSections set);

  # The space before the parts of a value, and after the last one.
  spaces = multiline: indent:
    if multiline then { before = "\n${indent}  "; after = "\n${indent}"; }
    else { before = " "; after = " "; };

  toPretty = { allowPrettyValues ? false, multiline ? true, indent ? "" }:
    let
      text = indent: value:
        let
          inherit (spaces multiline indent) before after;
          lines = lib.splitString "\n" value;
          marked = map (builtins.replaceStrings [ "\${" "''" ] [ "''\${" "'''" ]) lines;
          end = lib.last marked;
        in
        if multiline && builtins.length lines > 1
        then "''${before}${concatStringsSep before (lib.init marked)}${if end == "" then after else before + end}''"
        else "\"${lib.concatMapStringsSep "\\n" (lib.escape [ "\\" "\"" "\${" ]) lines}\"";
      arguments = value: concatStringsSep ", "
        (mapAttrsToList (name: hasDefault: name + lib.optionalString hasDefault "?") (lib.functionArgs value));
      go = indent: value:
        let
          inherit (spaces multiline indent) before after;
          inner = go "${indent}  ";
          pair = name: one: "${lib.escapeNixIdentifier name} = ${inner one};";
        in
        if isString value then text indent value
        else if isBool value || value == null || isInt value || isPath value then plain value
        else if isFloat value then toJSON value
        else if isList value then
          if value == [ ] then "[ ]" else "[${before}${lib.concatMapStringsSep before inner value}${after}]"
        else if lib.isFunction value then
          if lib.functionArgs value == { } then "<function>" else "<function, args: {${arguments value}}>"
        else if allowPrettyValues && value ? __pretty && value ? val then value.__pretty value.val
        else if value == { } then "{ }"
        else if lib.isDerivation value then "<derivation ${value.name or "???"}>"
        else "{${before}${concatStringsSep before (mapAttrsToList pair value)}${after}}";
    in
    go indent;

  toLua = { multiline ? true, indent ? "", asBindings ? false }@options: value:
    let
      inherit (spaces multiline indent) before after;
      inner = toLua (options // { asBindings = false; indent = if asBindings then indent else "${indent}  "; });
      table = items: "{${before}${concatStringsSep ",${before}" items}${after}}";
      isName = name: builtins.match "[[:alpha:]_][[:alnum:]_]*(\\.[[:alpha:]_][[:alnum:]_]*)*" name != null;
    in
    if asBindings then
      assert lib.assertMsg (lib.all isName (builtins.attrNames value)) "Lua has no such variables";
      concatStrings (mapAttrsToList (key: one: "${indent}${key} = ${inner one}\n") value)
    else if value == null then "nil"
    else if isInt value || isFloat value || isString value || isBool value then toJSON value
    else if isPath value || lib.isDerivation value then toJSON "${value}"
    else if value == [ ] || value == { } then "{}"
    else if isList value then table (map inner value)
    else if !isAttrs value then abort "Lua has no text for a ${typeOf value}"
    else if value._type or "" == "lua-inline" then "(${value.expr})"
    else table (mapAttrsToList (key: one: "[${toJSON key}] = ${inner one}") value);
in
{
  inherit mkKeyValueDefault toGitINI toINI toKeyValue toLua toPretty;
  toINIWithGlobalSection = options: { globalSection, sections ? { } }:
    lib.optionalString (globalSection != { })
      (toKeyValue (removeAttrs options [ "mkSectionName" ]) globalSection + "\n")
    + toINI options sections;
  mkValueStringDefault = { }: plain;
  mkLuaInline = expr: { _type = "lua-inline"; inherit expr; };
  toJSON = { }: toJSON;
  toYAML = { }: toJSON;
}
