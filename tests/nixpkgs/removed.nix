# Names that nixpkgs once had. Using one fails with the reason, from the day on
# which it was removed; before that it is what `instead` names, or empty.
{ lib, settings, package, packages, tables, set ? "top", own ? packages, ... }:

let
  isGone = entry:
    settings.asOf == null || !(entry ? date) || entry.date <= settings.asOf;

  refuse = name: entry:
    throw "'${name}' has been removed: ${entry.reason}${
      lib.optionalString (entry ? source) " (${entry.source})"}";

  before = name: entry:
    if entry ? instead then own.${entry.instead}
    else package.empty { pname = name; suffix = "empty"; hearth = { inherit name; }; };
in
lib.mapAttrs
  (name: entry: if isGone entry then refuse name entry else before name entry)
  tables.removed.${set}
