lib:
let
  lower = "abcdefghijklmnopqrstuvwxyz";
  upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
in
{
  inherit (builtins) compareVersions stringLength substring replaceStrings
    concatStringsSep isString match split fromJSON fromTOML toJSON readFile
    parseDrvName hashString toString;

  lowerChars = lib.stringToCharacters lower;
  upperChars = lib.stringToCharacters upper;
  toLower = builtins.replaceStrings lib.upperChars lib.lowerChars;
  toUpper = builtins.replaceStrings lib.lowerChars lib.upperChars;

  optionalString = condition: text: if condition then text else "";
  concatStrings = builtins.concatStringsSep "";
  concatMapStrings = function: list: lib.concatStrings (map function list);
  concatImapStrings = function: list: lib.concatStrings (lib.imap1 function list);
  concatMapStringsSep = separator: function: list:
    builtins.concatStringsSep separator (map function list);
  concatImapStringsSep = separator: function: list:
    builtins.concatStringsSep separator (lib.imap1 function list);
  concatLines = lib.concatMapStrings (line: line + "\n");
  intersperse = separator: list:
    lib.drop 1 (builtins.concatMap (value: [ separator value ]) list);
  concatMapAttrsStringSep = separator: function: set:
    builtins.concatStringsSep separator (lib.mapAttrsToList function set);
  stringToCharacters = text:
    builtins.genList (index: builtins.substring index 1 text) (builtins.stringLength text);
  splitString = separator: text:
    builtins.filter builtins.isString
      (builtins.split (lib.escapeRegex separator) (toString text));

  hasPrefix = prefix: text:
    builtins.substring 0 (builtins.stringLength prefix) text == prefix;
  hasSuffix = suffix: text:
    let
      all = builtins.stringLength text;
      end = builtins.stringLength suffix;
    in
    all >= end && builtins.substring (all - end) end text == suffix;
  hasInfix = infix: text:
    builtins.length (builtins.split (lib.escapeRegex infix) "${text}") > 1;
  removePrefix = prefix: text:
    if lib.hasPrefix prefix text
    then builtins.substring (builtins.stringLength prefix) (-1) text else text;
  removeSuffix = suffix: text:
    if lib.hasSuffix suffix text
    then builtins.substring 0 (builtins.stringLength text - builtins.stringLength suffix) text
    else text;
  trim = text:
    let found = builtins.match "[ \t\n\r]*(.*[^ \t\n\r])[ \t\n\r]*" text;
    in if found == null then "" else builtins.head found;
  fileContents = path: lib.removeSuffix "\n" (builtins.readFile path);

  escape = characters: builtins.replaceStrings characters (map (one: "\\" + one) characters);
  escapeRegex = lib.escape (lib.stringToCharacters "\\[{()^$?*+|.");
  escapeShellArg = value: "'${builtins.replaceStrings [ "'" ] [ "'\\''" ] (toString value)}'";
  escapeShellArgs = lib.concatMapStringsSep " " lib.escapeShellArg;
  escapeNixIdentifier = text:
    if builtins.match "[a-zA-Z_][a-zA-Z0-9_'-]*" text != null then text else lib.escapeNixString text;
  escapeNixString = text: lib.escape [ "$" ] (builtins.toJSON text);
  toShellVar = name: value: "${name}=${lib.escapeShellArg value}";
  toShellVars = set:
    builtins.concatStringsSep "\n" (lib.mapAttrsToList lib.toShellVar set);

  versionOlder = first: second: builtins.compareVersions second first == 1;
  versionAtLeast = first: second: !lib.versionOlder first second;
  getName = value:
    if builtins.isString value then (builtins.parseDrvName value).name
    else value.pname or (builtins.parseDrvName value.name).name;
  getVersion = value:
    if builtins.isString value then (builtins.parseDrvName value).version
    else value.version or (builtins.parseDrvName value.name).version;
  nameFromURL = url: separator:
    builtins.head (lib.splitString separator (lib.last (lib.splitString "/" url)));

  makeSearchPath = folder: packages:
    builtins.concatStringsSep ":" (map (one: "${one}/${folder}")
      (builtins.filter (one: one != null) packages));
  makeSearchPathOutput = output: folder: packages:
    lib.makeSearchPath folder (map (lib.getOutput output) packages);
  makeLibraryPath = lib.makeSearchPathOutput "lib" "lib";
  makeIncludePath = lib.makeSearchPathOutput "dev" "include";
  makeBinPath = lib.makeSearchPathOutput "bin" "bin";

  fixedWidthString = width: filler: text:
    if builtins.stringLength text >= width then text
    else lib.fixedWidthString width filler (filler + text);
  fixedWidthNumber = width: number: lib.fixedWidthString width "0" (toString number);
  toInt = text:
    let value = builtins.fromJSON (lib.trim text);
    in if builtins.isInt value then value else throw "toInt: Could not convert ${text} to int.";
  enableFeature = flag: name: "--${if flag then "enable" else "disable"}-${name}";
  withFeature = flag: name: "--${if flag then "with" else "without"}-${name}";
  cmakeFeature = name: value: "-D${name}:STRING=${value}";
  cmakeBool = name: flag: "-D${name}:BOOL=${if flag then "TRUE" else "FALSE"}";
  mesonOption = name: value: "-D${name}=${value}";
  mesonBool = name: flag: "-D${name}=${lib.boolToString flag}";
  isStorePath = value:
    lib.hasPrefix "${builtins.storeDir}/" (toString value);
}
