lib: rec {
  # What takes the arguments of a function, and can be told to take others.
  makeOverridable = function:
    let
      mirror = lib.mirrorFunctionArgs function;
      call = args:
        let
          result = function args;
          override = mirror (change: makeOverridable function
            (args // (if lib.isFunction change then change args else change)));
          changed = how: change: makeOverridable (mirror (args: how (function args) change)) args;
        in
        if builtins.isAttrs result then result // {
          inherit override;
          overrideDerivation = changed overrideDerivation;
        } // lib.optionalAttrs (result ? overrideAttrs) {
          overrideAttrs = changed (package: package.overrideAttrs);
        }
        else if lib.isFunction result
        then lib.setFunctionArgs result (lib.functionArgs result) // { inherit override; }
        else result;
    in
    if builtins.isAttrs function then function // mirror call // lib.optionalAttrs (function ? override) {
      override = change: makeOverridable (function.override change);
    }
    else mirror call;

  overrideDerivation = package: change: package.overrideDerivation or
    (change: builtins.derivation (package.drvAttrs // change package)) change;

  loaded = file: if lib.isFunction file then file else import file;

  callPackageWith = available: file: args:
    let
      function = loaded file;
      wanted = builtins.intersectAttrs (lib.functionArgs function) available;
    in
    if lib.isFunction function then makeOverridable function (wanted // args)
    else function;
  # For a function that gives several packages.
  callPackagesWith = available: file: args:
    let
      function = loaded file;
      all = builtins.intersectAttrs (lib.functionArgs function) available // args;
      packages = function all;
      one = name: _: makeOverridable (lib.mirrorFunctionArgs function (args: (function args).${name})) all;
    in
    if lib.isDerivation packages
    then throw "callPackages was called for a single package, ${packages.name or "without a name"}"
    else builtins.mapAttrs one packages;

  extendDerivation = condition: passthru: package:
    let
      more = package // lib.genAttrs outputs (name: extended package.${name}) // passthru // {
        all = map (name: more.${name}) outputs;
      };
      outputs = package.outputs or [ "out" ];
      extended = output: package // passthru // {
        inherit (output) outputName type;
        outputSpecified = true;
        drvPath = assert condition; output.drvPath;
        outPath = assert condition; output.outPath;
      };
    in
    more // { drvPath = assert condition; package.drvPath; outPath = assert condition; package.outPath; };

  makeScope = newScope: function:
    let
      self = { callPackage = self.newScope { }; } // function self // {
        newScope = extra: newScope (self // extra);
        overrideScope = overlay: makeScope newScope (lib.extends overlay function);
        packages = function;
      };
    in
    self;

  hydraJob = lib.id;
}
