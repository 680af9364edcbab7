lib: {
  inherit (builtins) pathExists readFile isBool isInt isFloat isPath
    isAttrs isList isString add sub lessThan seq deepSeq genericClosure bitAnd
    bitOr bitXor fromJSON toJSON trace baseNameOf ceil dirOf div
    floor mul placeholder readDir tryEval typeOf hashFile splitVersion;

  id = value: value;
  const = value: _: value;
  flip = function: first: second: function second first;
  pipe = builtins.foldl' (value: function: function value);
  concat = first: second: first ++ second;
  or = first: second: first || second;
  xor = first: second: first != second;
  boolToYesNo = value: if value then "yes" else "no";
  and = first: second: first && second;
  mergeAttrs = first: second: first // second;
  min = first: second: if first < second then first else second;
  max = first: second: if first > second then first else second;
  mod = base: divisor: base - divisor * (base / divisor);
  compare = first: second:
    if first < second then -1 else if first > second then 1 else 0;
  boolToString = value: if value then "true" else "false";
  mapNullable = function: value: if value == null then null else function value;
  defaultTo = fallback: value: if value == null then fallback else value;

  importJSON = path: builtins.fromJSON (builtins.readFile path);
  importTOML = path: builtins.fromTOML (builtins.readFile path);

  inPureEvalMode = !(builtins ? currentSystem);
  version = "24.05pre-git";
  release = "24.05";
  codeName = "Uakari";
  versionSuffix = "pre-git";
  nixpkgsVersion = "24.05pre-git";
  inNixShell = builtins.getEnv "IN_NIX_SHELL" != "";

  warn = message: builtins.trace "evaluation warning: ${message}";
  warnIf = condition: message: if condition then lib.warn message else lib.id;
  warnIfNot = condition: lib.warnIf (!condition);
  info = message: builtins.trace "INFO: ${message}";
  throwIf = condition: message: if condition then throw message else lib.id;
  throwIfNot = condition: lib.throwIf (!condition);
  assertEachOneOf = name: values: allowed:
    lib.assertMsg (lib.all (value: builtins.elem value allowed) values)
      "each of ${name} must be one of ${lib.generators.toPretty { } allowed}";
  checkListOfEnum = message: allowed: values:
    let wrong = lib.subtractLists allowed values; in
    lib.throwIfNot (wrong == [ ]) "${message}: ${lib.concatStringsSep ", " wrong}";
  showWarnings = lib.flip (lib.foldr lib.warn);
  assertMsg = condition: message: condition || throw message;
  assertOneOf = name: value: allowed:
    lib.assertMsg (builtins.elem value allowed)
      "${name} must be one of ${builtins.toJSON allowed}";

  isFunction = value: builtins.isFunction value
    || value ? __functor && lib.isFunction (value.__functor value);
  functionArgs = function:
    if function ? __functor
    then function.__functionArgs or (lib.functionArgs (function.__functor function))
    else builtins.functionArgs function;
  setFunctionArgs = function: args: {
    __functor = _: function;
    __functionArgs = args;
  };
  toFunction = value: if lib.isFunction value then value else _: value;
  mirrorFunctionArgs = function:
    let args = lib.functionArgs function; in
    other: if args == { } then other else lib.setFunctionArgs other args;
  toBaseDigits = base: number:
    (if number < base then [ ] else lib.toBaseDigits base (number / base)) ++ [ (lib.mod number base) ];
  toHexString = number:
    lib.concatMapStrings (digit: builtins.substring digit 1 "0123456789ABCDEF") (lib.toBaseDigits 16 number);
  fromHexString = text:
    let digits = builtins.match "(0x)?([0-7]?[0-9A-Fa-f]{1,15})" text; in
    if digits == null then throw "fromHexString: \"${text}\" is no hexadecimal number"
    else (builtins.fromTOML "value = 0x${builtins.elemAt digits 1}").value;
  splitByAndCompare = test: yes: no: first: second:
    if test first then if test second then yes first second else -1
    else if test second then 1 else no first second;
  bitNot = builtins.sub (-1);

  fakeHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  fakeSha512 = lib.concatStrings (lib.genList (_: "0") 128);
  fakeSha256 = lib.concatStrings (lib.genList (_: "0") 64);
}
