# What crane gives for a package set. Builds evaluate, and are not built here.
pkgs:
let
  inherit (pkgs) lib;

  named = args: args.pname or (ofToml args).pname;

  ofToml = args:
    let
      file = args.cargoToml or (args.src + "/Cargo.toml");
      data =
        if args ? cargoTomlContents then builtins.fromTOML args.cargoTomlContents
        else if args ? cargoToml || args ? src && builtins.pathExists file
        then builtins.fromTOML (builtins.readFile file)
        else { };
      package = data.package or data.workspace.package or { };
      text = value: other: if builtins.isString value then value else other;
    in
    {
      pname = text (package.name or null) "cargo-package";
      version = text (package.version or null) "0.0.1";
    };

  build = kind: args:
    let
      isText = value: !builtins.isFunction value && (!builtins.isAttrs value || value ? outPath);
      texts = lib.filterAttrs (_: isText)
        (removeAttrs args [ "meta" "passthru" "env" "cargoTomlContents" "cargoLockContents" "cargoArtifacts" ]);
    in
    pkgs.stdenv.mkDerivation (texts // {
      name = "${named args}${kind}-${args.version or (ofToml args).version}";
      env = args.env or { };
      meta = args.meta or { };
      passthru = { cargoArtifacts = args.cargoArtifacts or null; } // args.passthru or { };
      buildCommand = "echo 'crane does not build with this nixpkgs' >&2; exit 1";
    });

  builders = {
    buildDepsOnly = "-deps";
    buildPackage = "";
    buildTrunkPackage = "-trunk";
    cargoAudit = "-audit";
    cargoBuild = "-build";
    cargoClippy = "-clippy";
    cargoDeny = "-deny";
    cargoDoc = "-doc";
    cargoDocTest = "-doctest";
    cargoFmt = "-fmt";
    cargoLlvmCov = "-llvm-cov";
    cargoNextest = "-nextest";
    cargoTarpaulin = "-tarpaulin";
    cargoTest = "-test";
    mkCargoDerivation = "";
    taploFmt = "-toml-fmt";
  };

  self = lib.mapAttrs (_: build) builders // {
    cleanCargoSource = lib.id;
    filterCargoSources = path: type:
      type == "directory" || lib.hasSuffix ".rs" path || lib.hasSuffix ".toml" path
      || baseNameOf path == "Cargo.lock";
    path = args: if builtins.isAttrs args then args.path else args;
    crateNameFromCargoToml = ofToml;
    vendorCargoDeps = _: build "-vendor" { pname = "cargo"; };
    overrideToolchain = _: self;
    overrideScope = _: self;
    overrideScope' = _: self;
    fileset = lib.genAttrs
      [ "cargoTomlAndLock" "commonCargoSources" "configToml" "rust" "toml" ]
      (_: lib.id);
    devShell = { checks ? { }, inputsFrom ? [ ], packages ? [ ], ... }@args:
      pkgs.mkShell (removeAttrs args [ "checks" ] // {
        inputsFrom = builtins.attrValues checks ++ inputsFrom;
        packages = [ pkgs.rustc pkgs.cargo pkgs.clippy pkgs.rustfmt ] ++ packages;
      });
  };
in
self
