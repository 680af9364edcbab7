# Names that nixpkgs once had. Using one fails with the reason, from the day on
# which it was removed; before that it is what `instead` names or what is in `kept`,
# or empty. With `from`, nobody knows on which day between the two.
{ lib, settings, package, packages, report, tables, set ? "top", own ? packages, kept ? { }, ... }:

let
  # `null` when nobody can tell: nixpkgs reaches its users days after a change.
  isGone = entry:
    if settings.asOf == null then true
    else if !(entry ? date) then (if settings.margin or null == null then true else null)
    else if settings.margin or null == null then entry.date <= settings.asOf
    else if entry.date <= settings.margin.from then true
    else if entry.from or entry.date <= settings.margin.to then null
    else false;

  refuse = name: entry:
    let
      why = "'${name}' has been removed: ${entry.reason}${
        lib.optionalString (entry ? source) " (${entry.source})"}";
    in
    report "refused" why (throw why);

  before = name: entry:
    if entry ? instead then own.${entry.instead}
    else if kept ? ${name} then kept.${name}
    else package.empty { pname = name; suffix = "empty"; hearth = { inherit name; }; };
in
lib.mapAttrs
  (name: entry:
    let gone = isGone entry; in
    if gone == null
    then report "unknown" "whether '${name}' was still there" (before name entry)
    else if gone then refuse name entry
    else before name entry)
  tables.removed.${set}
