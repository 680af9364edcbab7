# Packages that are programs and libraries of the host, from the table in
# programs.json.
{ lib, package, tables, ... }:

let
  licenses = { unfree = lib.licenses.unfree; bsl11 = lib.licenses.bsl11; };
in
lib.mapAttrs
  (name: entry: package.linked {
    pname = name;
    programs = entry.programs or [ name ];
    libraries = entry.libraries or [ ];
    apt = entry.apt or null;
    meta = { position = toString ../programs.json; mainProgram = lib.head (entry.programs or [ name ] ++ [ name ]); }
      // lib.optionalAttrs (entry ? license) { license = licenses.${entry.license}; }
      // lib.optionalAttrs (entry ? platforms) { platforms = lib.platforms.${entry.platforms}; };
  })
  tables.programs
