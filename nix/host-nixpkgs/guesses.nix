# The names that a flake may mean, as sets. They are the same for each package
# set that is made with these settings, so they are made once.
{ settings }:

let
  inherit (builtins) attrNames head filter listToAttrs mapAttrs match removeAttrs;

  setOf = names: listToAttrs (map (name: { inherit name; value = null; }) names);

  # With these a package would no longer behave as one.
  notNested = [
    "__functionArgs"
    "__functor"
    "__toString"
    "hearth"
    "outPath"
    "outputSpecified"
    "pythonModule"
    "recurseForDerivations"
    "requiredPythonModules"
    "shellHook"
    "type"
  ];

  assumed = setOf settings.assumed;

  listed = mapAttrs (_: setOf) (settings.known or { });

  # Within a set that is opened inside of another one, a name that the outer
  # set has must not be hidden.
  nested = removeAttrs assumed
    (notNested ++ import ./pkgs/names.nix ++ settings.known."" or [ ]);

  families = {
    python = "python3[0-9]*Packages";
    perlPackages = "perl5?[0-9]*Packages";
    rubyPackages = "rubyPackages_.*";
    luaPackages = "lua(jit|5[0-9])Packages";
    phpPackages = "php[0-9]+Packages";
    postgresqlPackages = "postgresql[0-9]+Packages";
  };

  # The sets of a language are one list, whatever its version.
  familyOf = path:
    let found = filter (family: match families.${family} path != null) (attrNames families); in
    if found == [ ] then path else head found;

  # Others are looked for as they are asked for.
  usual = mapAttrs (path: _: listed.${familyOf path} or { }) (import ./tables.nix).guessedSets;
in
{
  inherit assumed listed nested;
  # So many names within each of so many packages would take all memory.
  inPackage = if builtins.length (attrNames nested) > 400 then { } else nested;
  knownIn = path: usual.${path} or listed.${familyOf path} or { };
}
