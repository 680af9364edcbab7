# Names that are taken for packages of the real nixpkgs although this one does
# not know them. Each says so on standard error when an evaluation uses it.
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

  # Within a set that is opened inside of another one, a name that the outer
  # set has must not be hidden.
  nested = builtins.attrNames (builtins.removeAttrs (lib.genAttrs settings.assumed lib.id)
    (notNested ++ context.knownNames));

  # So many names within each of so many packages would take all memory.
  inPackage = if builtins.length nested > 400 then [ ] else nested;

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
in
{
  names = path: lib.genAttrs (if path == "" then settings.assumed else nested) (one path);
}
