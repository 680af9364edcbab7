# What helps to look into values, and to test functions.
lib:
let
  inherit (builtins) deepSeq trace;

  traceIf = condition: message: value: if condition then trace message value else value;

  # As much of a value as that many levels show.
  cut = depth: value:
    if builtins.isList value then if depth == 0 then "[…]" else map (cut (depth - 1)) value
    else if builtins.isAttrs value && !lib.isDerivation value
    then if depth == 0 then "{…}" else builtins.mapAttrs (_: cut (depth - 1)) value
    else if lib.isDerivation value then "<derivation>"
    else value;
  traceSeqN = depth: message: trace (deepSeq (cut depth message) (cut depth message));
in
{
  inherit (builtins) addErrorContext unsafeGetAttrPos;
  inherit trace traceIf traceSeqN;
  traceVal = value: trace value value;
  traceValFn = function: value: trace (function value) value;
  traceSeq = message: trace (deepSeq message message);
  traceValSeq = value: trace (deepSeq value value) value;
  traceValSeqFn = function: value: let shown = function value; in trace (deepSeq shown shown) value;
  traceValSeqN = depth: value: traceSeqN depth value value;
  traceValSeqNFn = function: depth: value: traceSeqN depth (function value) value;
  traceFnSeqN = depth: name: function: value:
    let result = function value; in
    traceSeqN (depth + 1) { fn = name; from = value; to = result; } result;

  # The tests that fail.
  runTests = tests: builtins.concatLists (lib.mapAttrsToList
    (name: test: lib.optional
      ((lib.hasPrefix "test" name || name == "tests") && !(test.expr == test.expected))
      { inherit name; inherit (test) expected; result = test.expr; })
    tests);
  testAllTrue = expr: { inherit expr; expected = map (_: true) expr; };
}
