# Packages that are programs and libraries of the host, from the table in
# programs.json.
{ lib, package, tables, settings, config, report, ... }:

let
  licenses = { unfree = lib.licenses.unfree; bsl11 = lib.licenses.bsl11; };
  margin = settings.margin or null;

  # Whether a license is that of a later version: `null` when nobody can tell.
  isLater = since:
    if settings.asOf == null || margin == null then false
    else if margin.to < builtins.elemAt since 0 then true
    else if margin.from >= builtins.elemAt since 1 then false
    else null;
in
lib.mapAttrs
  (name: entry:
    let
      later = if entry ? since then isLater entry.since else false;
      value = package.linked {
        pname = name;
        programs = entry.programs or [ name ];
        libraries = entry.libraries or [ ];
        apt = entry.apt or null;
        meta = { position = toString ../programs.json; mainProgram = lib.head (entry.programs or [ name ] ++ [ name ]); }
          // lib.optionalAttrs (entry ? license && later == false) { license = licenses.${entry.license}; }
          // lib.optionalAttrs (entry ? platforms) { platforms = lib.platforms.${entry.platforms}; };
      };
    in
    if later == null && !config.allowUnfree
    then report "unknown" "whether ${name} was already unfree" value
    else value)
  tables.programs
