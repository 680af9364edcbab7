# Names that are taken for packages of the real nixpkgs although this one does
# not know them. Those in a list of its names, `settings.known`, are; each of the
# others says so on standard error when an evaluation uses it.
{ lib, settings, system, context }:

let
  join = path: name: if path == "" then name else "${path}.${name}";

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

  listed = settings.known or { };

  # Within a set that is opened inside of another one, a name that the outer
  # set has must not be hidden.
  nested = builtins.attrNames (builtins.removeAttrs (lib.genAttrs settings.assumed lib.id)
    (notNested ++ context.knownNames ++ listed."" or [ ]));

  # So many names within each of so many packages would take all memory.
  inPackage = if builtins.length nested > 400 then [ ] else nested;

  # The sets of a language are one list, whatever its version.
  familyOf = path:
    let
      is = pattern: builtins.match pattern path != null;
      families = {
        python = "python3[0-9]*Packages";
        perlPackages = "perl5?[0-9]*Packages";
        rubyPackages = "rubyPackages_.*";
        luaPackages = "lua(jit|5[0-9])Packages";
        phpPackages = "php[0-9]+Packages";
        postgresqlPackages = "postgresql[0-9]+Packages";
      };
    in
    lib.findFirst (family: is families.${family}) path (builtins.attrNames families);

  known = path: lib.genAttrs (listed.${familyOf path} or [ ])
    (name: context.package.empty {
      pname = name;
      suffix = "empty";
      hearth.name = join path name;
    });

  one = path: name:
    let
      at = join path name;
      empty = context.package.empty {
        pname = name;
        suffix = "assumed";
        hearth = { name = at; assumed = true; };
      };
    in
    builtins.trace "hearth-assumed: ${system} ${at}"
      (lib.genAttrs inPackage (one at) // empty // {
        # Package sets and builder functions have unknown names too.
        __functor = self: _: self;
      });

  isSet = path: path != "" && path != "python" && !lib.hasInfix "." path;

  # A set with the sets in it, such as `vscode-extensions.ms-python`.
  nestedSet = path: names path // lib.listToAttrs (map
    (inner: lib.nameValuePair (lib.removePrefix "${path}." inner) (names inner))
    (lib.filter (lib.hasPrefix "${path}.") (builtins.attrNames listed)));

  # What is in the set of this path, but for what is here anyway.
  names = path: lib.genAttrs (if path == "" then settings.assumed else nested) (one path)
    // known path;

  # Sets that have packages, and that may not be here.
  sets = lib.genAttrs (lib.filter isSet (builtins.attrNames listed)) nestedSet;
in
{
  inherit names sets;
}
