# Loads modules and all that they import.
lib:
let
  inherit (builtins) attrNames concatMap filter head isAttrs isPath isString
    mapAttrs removeAttrs;

  fault = import ./module_fault.nix;

  wrappers = [ "if" "merge" "order" "override" ];
  moduleAttributes = [
    "_class"
    "_file"
    "config"
    "disabledModules"
    "freeformType"
    "imports"
    "key"
    "meta"
    "options"
    "require"
  ];

  asList = value: if value == null then [ ] else lib.toList value;

  # A module as a set that has each part.
  unified = file: module:
    let
      isWrapped = lib.elem (module._type or "") wrappers;
      isStructured = !isWrapped && (module ? config || module ? options);
      other = removeAttrs module moduleAttributes;
      config =
        if isWrapped then module
        else if !isStructured then removeAttrs module (lib.remove "meta" moduleAttributes)
        else if other != { } then
          fault "a module has the attribute ${head (attrNames other)} beside its options"
        else module.config or { };
      freeform = lib.optional (!isWrapped && module ? freeformType)
        { _module.freeformType = module.freeformType; };
    in
    {
      file = module._file or file;
      key = module.key or null;
      imports = if isWrapped then [ ] else asList (module.require or [ ]) ++ asList (module.imports or [ ]);
      class = if isWrapped then null else module._class or null;
      disabled = if isWrapped then [ ] else module.disabledModules or [ ];
      options = if isStructured then module.options or { } else { };
      configs = [ config ] ++ freeform;
    };

  # Whatever may be written where a module is expected.
  load = args: file: module:
    if isPath module || isString module
    then load args (toString module) (import module) // { key = toString module; }
    else if lib.isFunction module then load args file (call args module)
    else if module._type or "" == "flake" then load args file (module.flakeModule or (fault "a flake is imported as a module"))
    else if isAttrs module then unified file module
    else fault "a module is of type ${builtins.typeOf module}";

  # Arguments that nothing but modules define are looked up when they are used.
  call = { known, more, ... }: function:
    function (known // mapAttrs
      (name: _: known.${name} or more.${name}
        or (fault "nothing defines the argument ${name} of a module"))
      (lib.functionArgs function));

  keyOf = module: if isAttrs module then toString (module.key or "") else toString module;

  # All modules, each file and each key once. Those that are imported come last,
  # and the last definition counts as the first.
  collect = { class ? null, ... }@args: modules:
    let
      fits = module: if class == null || module.class == null || module.class == class then module
        else throw "The module `${module.file}` expects class \"${module.class}\", not \"${class}\"";
      named = file: within: lib.imap1 (index: module:
        let loaded = fits (load args file module); in
        loaded // {
          key = if loaded.key == null then "${within}:${toString index}" else loaded.key;
        });
      all = builtins.genericClosure {
        startSet = named "<unknown-file>" "" modules;
        operator = module: named module.file module.key module.imports;
      };
      disabled = map keyOf (concatMap (module: module.disabled) all);
    in
    lib.reverseList (filter (module: !(lib.elem module.key disabled)) all);
in
collect
