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
  makeExtensible = lib.makeExtensibleWithCustomName "extend";
  makeExtensibleWithCustomName = name: base:
    lib.fix' (final: base final // {
      ${name} = overlay: lib.makeExtensibleWithCustomName name (lib.extends overlay base);
    });
  converge = function: value:
    let next = function value; in if next == value then value else lib.converge function next;
  toExtension = value:
    if !lib.isFunction value then _: _: value
    else final: previous:
      let once = value previous; in if lib.isFunction once then value final previous else once;
}
