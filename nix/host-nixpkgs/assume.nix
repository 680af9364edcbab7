# Names that are taken for packages of the real nixpkgs although this one does
# not know them. Those in a list of its names, `settings.known`, are; each of the
# others says so on standard error when an evaluation uses it.
{ lib, guesses, system, context }:

let
  join = path: name: if path == "" then name else "${path}.${name}";

  known = path: builtins.mapAttrs
    (name: _: context.package.empty {
      pname = name;
      suffix = "empty";
      hearth.name = join path name;
    })
    (guesses.knownIn path);

  one = path: name: _:
    let
      at = join path name;
      empty = context.package.empty {
        pname = name;
        suffix = "assumed";
        hearth = { name = at; assumed = true; };
      };
    in
    builtins.trace "hearth-assumed: ${system} ${at}"
      (builtins.mapAttrs (one at) guesses.inPackage // empty // {
        # Package sets and builder functions have unknown names too.
        __functor = self: _: self;
      });

  isSet = path: path != "" && path != "python" && !lib.hasInfix "." path;

  # A set with the sets in it, such as `vscode-extensions.ms-python`.
  nestedSet = path: names path // lib.listToAttrs (map
    (inner: lib.nameValuePair (lib.removePrefix "${path}." inner) (names inner))
    (lib.filter (lib.hasPrefix "${path}.") (builtins.attrNames guesses.listed)));

  # What is in the set of this path, but for what is here anyway.
  names = path: builtins.mapAttrs (one path) (if path == "" then guesses.assumed else guesses.nested)
    // known path;

  # Sets that have packages, and that may not be here.
  sets = lib.genAttrs (lib.filter isSet (builtins.attrNames guesses.listed)) nestedSet;
in
{
  inherit names sets;
}
