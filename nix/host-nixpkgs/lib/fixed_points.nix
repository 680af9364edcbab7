lib: {
  fix = function: let result = function result; in result;
  fix' = function: let result = function result // { __unfix__ = function; }; in result;
  extends = overlay: base: final:
    let previous = base final; in previous // overlay final previous;
  composeExtensions = first: second: final: previous:
    let
      one = first final previous;
      two = second final (previous // one);
    in
    one // two;
  composeManyExtensions =
    lib.foldr lib.composeExtensions (_: _: { });
  extend = overlay: lib // overlay (lib.extend overlay) lib;
  makeExtensible = base:
    lib.fix (final: base final // {
      extend = overlay: lib.makeExtensible (lib.extends overlay base);
    });
}
