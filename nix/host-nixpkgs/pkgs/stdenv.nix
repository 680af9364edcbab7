# What builds packages and shells.
{ lib, package, packages, platform, ... }:

let
  isPackage = value: value ? hearth;

  # The names of packages as a flake writes them, for who holds them against a
  # list: of an environment those of everything in it.
  namesOf = value:
    if value ? hearth.packages then value.hearth.packages
    else lib.optional (value ? hearth.name) value.hearth.name;

  flat = values: lib.filter (value: value != null) (lib.flatten values);

  # Python packages share one environment, so that one solution holds for all.
  withPython = inputs:
    let
      isModule = value: value ? hearth.requirement;
      modules = lib.filter isModule inputs;
      pythons = lib.unique (map (module: module.pythonModule.pythonVersion) modules);
      environment = version:
        let own = lib.filter (module: module.pythonModule.pythonVersion == version) modules;
        in (lib.head own).pythonModule.hearth.environment { onPath = true; } own;
    in
    if modules == [ ] then inputs
    else lib.filter (value: !isModule value) inputs ++ map environment pythons;

  kinds = [
    "nativeBuildInputs"
    "buildInputs"
    "propagatedBuildInputs"
    "propagatedNativeBuildInputs"
  ];

  # What the real one refuses as well, whatever its packages are.
  checked = kind: value:
    if builtins.elem (builtins.typeOf value) [ "int" "float" "bool" "lambda" ]
    then throw "Dependency is not of a valid type: a ${builtins.typeOf value} in ${kind}"
    else value;

  prepared = args: args // lib.genAttrs (lib.filter (kind: args ? ${kind}) kinds)
    (kind: withPython (map (checked kind) (flat args.${kind})));

  # Variables of the environment, as texts.
  variables = args:
    let
      env = args.env or { };
      wrong = lib.filterAttrs (_: value: !(builtins.elem (builtins.typeOf value) [ "string" "path" "int" "bool" "null" ] || value ? outPath)) env;
      twice = builtins.attrNames (builtins.intersectAttrs env (removeAttrs args [ "env" ]));
    in
    if wrong != { } then throw "The `env` attribute set can only contain derivation, string, boolean or integer attributes: ${lib.concatStringsSep ", " (builtins.attrNames wrong)}"
    else if twice != [ ] then throw "The `env` attribute set cannot contain attributes that are passed to the derivation too: ${lib.concatStringsSep ", " twice}"
    else env;

  listed = args: lib.unique (lib.concatMap namesOf (lib.filter isPackage
    (lib.concatMap (kind: flat (args.${kind} or [ ])) kinds)));

  mkDerivation = args:
    let
      plain = if builtins.isFunction args then lib.fix args else args;
      env = variables plain;
    in
    package.make (removeAttrs (prepared plain) [ "env" ] // env // {
      inherit stdenv;
      host = ../build/host.sh;
      args = plain.args or (package.script ../build/generic.sh);
      hearth = {
        name = plain.pname or plain.name;
        inputs = lib.genAttrs kinds (kind: flat (plain.${kind} or [ ]));
      };
      passthru = plain.passthru or { };
    });

  stdenv = {
    # A source folder: nothing has to be built to have it.
    outPath = "${../stdenv}";
    name = if platform.isDarwin then "stdenv-darwin" else "stdenv-linux";
    inherit mkDerivation cc;
    inherit (platform) system isLinux isDarwin isx86_64 isAarch64 is64bit;
    hostPlatform = platform;
    buildPlatform = platform;
    targetPlatform = platform;
    shell = "/bin/bash";
    hearth = { inherit namesOf; };
    override = _: stdenv;
  };

  library = name: package.linked {
    pname = "gcc";
    suffix = "lib";
    libraries = [ "libstdc++.so.6" "libgcc_s.so.1" "libgomp.so.1" ];
    hearth = { inherit name; };
  };

  cc = package.linked {
    pname = if platform.isDarwin then "clang-wrapper" else "gcc-wrapper";
    programs = [ "cc" "c++" "ld" "ar" "as" "nm" "ranlib" "strip" "objdump" "readelf" ]
      ++ (if platform.isDarwin then [ "clang" "clang++" ] else [ "gcc" "g++" "cpp" ]);
    hearth.name = "stdenv.cc";
    passthru = {
      isGNU = platform.isLinux;
      isClang = platform.isDarwin;
      libc = package.empty { pname = if platform.isDarwin then "libSystem" else "glibc"; hearth.name = "glibc"; };
      bintools = package.linked { pname = "binutils"; programs = [ "ld" "ar" "nm" ]; hearth.name = "binutils"; };
      cc = package.linked {
        pname = if platform.isDarwin then "clang" else "gcc";
        programs = [ "cc" "c++" ];
        hearth.name = "stdenv.cc.cc";
        passthru = {
          lib = library "stdenv.cc.cc.lib";
        };
      };
    };
  };

  mkShellWith = compilers:
    { name ? "nix-shell"
    , packages ? [ ]
    , inputsFrom ? [ ]
    , nativeBuildInputs ? [ ]
    , buildInputs ? [ ]
    , shellHook ? ""
    , passthru ? { }
    , ...
    }@args:
    let
      own = kind: args.${kind} or [ ];
      # What the others need, without the others themselves.
      theirs = kind: lib.subtractLists inputsFrom
        (lib.concatMap (other: other.hearth.inputs.${kind} or [ ]) inputsFrom);
      inputs = lib.genAttrs kinds (kind: flat (own kind ++ theirs kind)) // {
        nativeBuildInputs = flat (packages ++ nativeBuildInputs ++ theirs "nativeBuildInputs");
      };
      hooks = lib.concatStringsSep "\n" (lib.filter (hook: hook != "")
        (map (other: other.shellHook or "") (lib.reverseList inputsFrom) ++ [ shellHook ]));
      ready = prepared inputs;
    in
    package.make (removeAttrs args [ "packages" "inputsFrom" "env" ] // variables args // ready // {
      inherit name passthru stdenv;
      nativeBuildInputs = ready.nativeBuildInputs ++ compilers;
      shellHook = hooks;
      host = ../build/host.sh;
      args = package.script ../build/shell.sh;
      hearth = {
        inherit name inputs;
        packages = listed inputs;
      };
    });

  overridable = function: {
    __functor = _: function;
    override = changes: overridable (mkShellWith
      (lib.optional (changes ? stdenv && changes.stdenv ? cc) changes.stdenv.cc));
  };
in
{
  inherit stdenv;
  stdenvNoCC = stdenv // { cc = null; };
  gccStdenv = stdenv;
  clangStdenv = stdenv;
  mkShell = overridable (mkShellWith [ cc ]);
  mkShellNoCC = overridable (mkShellWith [ ]);
  overrideCC = _: compiler: stdenv // { cc = compiler; };
}
