lib:
let
  lower = "abcdefghijklmnopqrstuvwxyz";
  upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
in
{
  inherit (builtins) appendContext compareVersions concatStringsSep elem elemAt
    filter fromJSON fromTOML genList getContext hasContext hashString head isAttrs
    isInt isList isPath isString match parseDrvName readFile replaceStrings split
    storeDir stringLength substring tail toFile toJSON toString toXML typeOf
    unsafeDiscardStringContext;

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
  trim = lib.trimWith { start = true; end = true; };
  trimWith = { start ? false, end ? false }: text:
    let
      space = "[ \t\n\r]*";
      kept = if end then "(.*[^ \t\n\r])${space}" else "(.*)";
      found = builtins.match "${lib.optionalString start space}${kept}" text;
    in
    if found == null then "" else builtins.head found;
  fileContents = path: lib.removeSuffix "\n" (builtins.readFile path);

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
    let
      length = builtins.stringLength text;
      step = builtins.stringLength filler;
    in
    assert lib.assertMsg (length <= width) "fixedWidthString: \"${text}\" is longer than ${toString width}";
    if length == width then text
    else filler + lib.fixedWidthString (width - step) filler text;
  fixedWidthNumber = width: number: lib.fixedWidthString width "0" (toString number);
  toInt = text:
    let digits = builtins.match "[[:space:]]*(-?[[:digit:]]+)[[:space:]]*" text; in
    if digits == null || builtins.match "0[[:digit:]]+" (builtins.head digits) != null
    then throw "toInt: Could not convert ${lib.escapeNixString text} to int."
    else builtins.fromJSON (builtins.head digits);
  toIntBase10 = text:
    let digits = builtins.match "[[:space:]]*0*(-?[[:digit:]]+)[[:space:]]*" text; in
    if digits == null then throw "toIntBase10: Could not convert ${lib.escapeNixString text} to int."
    else if builtins.match "0+" (builtins.head digits) != null then 0
    else builtins.fromJSON (builtins.head digits);
  enableFeature = flag: name: "--${if flag then "enable" else "disable"}-${name}";
  withFeature = flag: name: "--${if flag then "with" else "without"}-${name}";
  enableFeatureAs = flag: name: value: lib.enableFeature flag name + lib.optionalString flag "=${value}";
  withFeatureAs = flag: name: value: lib.withFeature flag name + lib.optionalString flag "=${value}";
  cmakeOptionType = type: name: value:
    assert builtins.elem (lib.toUpper type) [ "BOOL" "FILEPATH" "PATH" "STRING" "INTERNAL" "LIST" ];
    "-D${name}:${lib.toUpper type}=${value}";
  mesonEnable = name: flag: lib.mesonOption name (if flag then "enabled" else "disabled");
  cmakeFeature = name: value: "-D${name}:STRING=${value}";
  cmakeBool = name: flag: "-D${name}:BOOL=${if flag then "TRUE" else "FALSE"}";
  mesonOption = name: value: "-D${name}=${value}";
  mesonBool = name: flag: "-D${name}=${lib.boolToString flag}";
  isStringLike = value: builtins.isString value || builtins.isPath value || value ? outPath || value ? __toString;
  isStorePath = value:
    lib.isStringLike value && builtins.substring 0 1 (toString value) == "/"
    && (dirOf (toString value) == builtins.storeDir || builtins.match "/[0-9a-z]{52}" (toString value) != null);
  isConvertibleWithToString = value:
    lib.isStringLike value || builtins.elem (builtins.typeOf value) [ "null" "int" "float" "bool" ]
    || builtins.isList value && builtins.all lib.strings.isConvertibleWithToString value;
  floatToString = toString;

  replicate = count: text: lib.concatStrings (lib.lists.replicate count text);
  replaceString = from: to: builtins.replaceStrings [ from ] [ to ];
  join = builtins.concatStringsSep;
  stringAsChars = function: text: lib.concatMapStrings function (lib.stringToCharacters text);
  normalizePath = lib.flip lib.pipe [
    lib.stringToCharacters
    (builtins.foldl' (text: one: if one == "/" && lib.hasSuffix "/" text then text else text + one) "")
  ];
  addContextFrom = from: text: builtins.substring 0 0 from + text;
  commonPrefixLength = first: second: builtins.length
    (lib.lists.commonPrefix (lib.stringToCharacters first) (lib.stringToCharacters second));
  commonSuffixLength = first: second: builtins.length (lib.lists.commonPrefix
    (lib.reverseList (lib.stringToCharacters first))
    (lib.reverseList (lib.stringToCharacters second)));
  splitStringBy = test: keeps: text:
    let
      step = { done, part, before }: one:
        if test before one
        then { done = done ++ [ part ]; part = lib.optionalString keeps one; before = one; }
        else { inherit done; part = part + one; before = one; };
      end = builtins.foldl' step { done = [ ]; part = ""; before = ""; } (lib.stringToCharacters text);
    in
    end.done ++ [ end.part ];
  toSentenceCase = text:
    if !builtins.isString text then throw "toSentenceCase takes a string, not a ${builtins.typeOf text}"
    else lib.toUpper (builtins.substring 0 1 text) + lib.toLower (builtins.substring 1 (-1) text);
  toCamelCase = text:
    let
      isSeparator = _: one: builtins.elem one [ "-" "_" " " ];
      isRise = before: one: builtins.match "[a-z]" before != null && builtins.match "[A-Z]" one != null;
      words = builtins.concatMap (lib.splitStringBy isRise true) (lib.splitStringBy isSeparator false text);
    in
    if !builtins.isString text then throw "toCamelCase takes a string, not a ${builtins.typeOf text}"
    else lib.toLower (builtins.head words) + lib.concatMapStrings lib.toSentenceCase (builtins.tail words);
}
