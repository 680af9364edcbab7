# Text as shells, Nix, C, XML and addresses of pages read it.
lib:
let
  inherit (builtins) isAttrs isList match replaceStrings;

  keywords = [ "assert" "else" "if" "in" "inherit" "let" "or" "rec" "then" "with" ];
  # Every sign of ASCII that text can have, in its order, from the tab on.
  ascii = "\t\n" + builtins.fromJSON ''"\u000b\u000c\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"''
    + " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  codes = lib.listToAttrs (lib.imap0 (index: lib.flip lib.nameValuePair (9 + index)) (lib.stringToCharacters ascii));
  isReserved = one: match "[A-Za-z0-9._~-]" one == null;
  hex = one: lib.fixedWidthString 2 "0" (lib.toHexString codes.${one});
  reserved = lib.filter isReserved (lib.stringToCharacters ascii);
in
{
  escape = characters: replaceStrings characters (map (one: "\\" + one) characters);
  escapeRegex = lib.escape (lib.stringToCharacters "\\[{()^$?*+|.");
  escapeC = characters: replaceStrings characters (map (one: "\\x${lib.toLower (hex one)}") characters);
  escapeURL = replaceStrings reserved (map (one: "%${hex one}") reserved);
  escapeXML = replaceStrings [ "\"" "'" "<" ">" "&" ] [ "&quot;" "&apos;" "&lt;" "&gt;" "&amp;" ];
  escapeShellArg = value:
    let text = toString value; in
    if match "[[:alnum:],._+:@%/-]+" text != null then text
    else "'${replaceStrings [ "'" ] [ "'\\''" ] text}'";
  escapeShellArgs = lib.concatMapStringsSep " " lib.escapeShellArg;
  escapeNixIdentifier = text:
    if match "[a-zA-Z_][a-zA-Z0-9_'-]*" text != null && !lib.elem text keywords then text
    else lib.escapeNixString text;
  escapeNixString = text: lib.escape [ "$" ] (builtins.toJSON text);
  charToInt = one: codes.${one};
  isValidPosixName = name: match "[a-zA-Z_][a-zA-Z0-9_]*" name != null;
  toShellVar = name: value:
    if !lib.isValidPosixName name then throw "toShellVar: ${name} is not a valid shell variable name"
    else if isAttrs value && !lib.isStringLike value then
      "declare -A ${name}=(${lib.concatStringsSep " "
        (lib.mapAttrsToList (key: one: "[${lib.escapeShellArg key}]=${lib.escapeShellArg one}") value)})"
    else if isList value then "declare -a ${name}=(${lib.escapeShellArgs value})"
    else "${name}=${lib.escapeShellArg value}";
  toShellVars = set: lib.concatStringsSep "\n" (lib.mapAttrsToList lib.toShellVar set);
  sanitizeDerivationName = text:
    let
      plain = builtins.unsafeDiscardStringContext text;
      parts = builtins.split "[^[:alnum:]+._?=-]+" (builtins.head (match "\\.*(.*)" plain));
      name = lib.concatMapStrings (part: if isList part then "-" else part) parts;
      # With `.drv`, a name has 211 signs at the most.
      short = builtins.substring (lib.max 0 (builtins.stringLength name - 207)) (-1) name;
    in
    # Most names need nothing, and to split them takes long.
    if builtins.stringLength plain <= 207 && match "[[:alnum:]+_?=-][[:alnum:]+._?=-]*" plain != null
    then plain
    else if short == "" then "unknown" else short;
}
