lib:
let
  has = test: package: if lib.isDerivation package then test package else package;
in
{
  getExe = package:
    lib.getExe' package (package.meta.mainProgram or (lib.getName package));
  getExe' = package: program:
    assert lib.assertMsg (lib.isDerivation package)
      "lib.meta.getExe': the first argument is of type ${builtins.typeOf package}, not a derivation";
    assert lib.assertMsg (builtins.isString program)
      "lib.meta.getExe': the second argument is of type ${builtins.typeOf program}, not a string";
    assert lib.assertMsg (!lib.hasInfix "/" program) "lib.meta.getExe': the name \"${program}\" has a \"/\"";
    "${lib.getBin package}/bin/${program}";
  addMetaAttrs = attributes: package:
    package // { meta = package.meta or { } // attributes; };
  setName = name: package: package // { inherit name; };
  setPrio = priority: lib.addMetaAttrs { inherit priority; };
  lowPrio = lib.setPrio 10;
  hiPrio = lib.setPrio (-10);
  hiPrioSet = builtins.mapAttrs (_: has lib.hiPrio);
  lowPrioSet = builtins.mapAttrs (_: has lib.lowPrio);
  updateName = function: package: package // { name = function package.name; };
  appendToName = suffix: lib.updateName (name:
    let parsed = builtins.parseDrvName name; in
    "${parsed.name}-${suffix}${lib.optionalString (parsed.version != "") "-${parsed.version}"}");
  mapDerivationAttrset = function: builtins.mapAttrs (_: has function);
  dontDistribute = lib.addMetaAttrs { hydraPlatforms = [ ]; };
  platformMatch = platform: pattern:
    if builtins.isString pattern then platform.system or "" == pattern
    else lib.matchAttrs (if pattern ? parsed then pattern else { parsed = pattern; }) platform;
  optionalDrvAttr = condition: value: if condition then value else null;
  warnOnInstantiate = message: package:
    package // lib.genAttrs (lib.filter (name: package ? ${name}) [ "drvPath" "outPath" ]) (name: lib.warn message package.${name});
  lazyDerivation = { derivation, meta ? derivation.meta, passthru ? { }, outputs ? [ "out" ] }:
    {
      type = "derivation";
      inherit meta outputs;
      inherit (derivation) drvPath name outPath outputName system;
    } // lib.genAttrs outputs (output: derivation.${output}) // passthru;
  availableOn = platform: package:
    let among = lib.any (lib.meta.platformMatch platform); in
    (!(package ? meta.platforms) || among package.meta.platforms)
    && !(among (package.meta.badPlatforms or [ ]));
}
