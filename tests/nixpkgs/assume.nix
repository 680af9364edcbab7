# Names that are taken for packages of the real nixpkgs although this one does
# not know them. Each says so on standard error when an evaluation uses it.
{ lib, settings, system, context }:

let
  join = path: name: if path == "" then name else "${path}.${name}";

  one = path: name:
    let
      at = join path name;
      empty = context.package.empty {
        pname = name;
        suffix = "assumed";
        hearth = { name = at; assumed = true; };
      };
    in
    builtins.trace "hearth-assumed: ${system} ${at}" (names at // empty // {
      # Package sets and builder functions have unknown names too.
      __functor = self: _: self;
    });

  names = path: lib.genAttrs settings.assumed (one path);
in
{
  inherit names;
}
