lib: rec {
  makeOverridable = function: args:
    let
      result = function args;
      again = change: makeOverridable function
        (args // (if builtins.isFunction change then change args else change));
    in
    if builtins.isAttrs result then result // { override = again; }
    else result;

  callPackageWith = available: file: args:
    let
      function = if builtins.isFunction file then file else import file;
      wanted = builtins.intersectAttrs (builtins.functionArgs function) available;
    in
    if builtins.isFunction function then makeOverridable function (wanted // args)
    else function;
  callPackagesWith = callPackageWith;

  makeScope = newScope: function:
    let
      self = function self // {
        newScope = extra: newScope (self // extra);
        callPackage = self.newScope { };
        overrideScope = overlay: makeScope newScope (lib.extends overlay function);
        packages = function;
      };
    in
    self;

  hydraJob = lib.id;
}
