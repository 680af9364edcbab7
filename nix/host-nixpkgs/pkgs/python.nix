# Pythons, their packages and environments of them.
{ lib, package, packages, platform, report, assume, settings, tables, ... }:

let
  pythonOf = { attribute, pythonVersion, programs ? [ "python${pythonVersion}" ], packageOverrides ? (_: _: { }) }:
    let
      setName = "${attribute}Packages";

      # One environment, with all that is in it known by name.
      environment = { onPath ? null }: modules:
        let
          all = lib.unique (lib.concatMap (module: [ module ] ++ module.requiredPythonModules or [ ])
            (lib.filter (module: module != null) (lib.flatten modules)));
          isEmpty = module: module.hearth.requirement or "" == "";
          drv = package.make {
            name = "python3-${pythonVersion}-env";
            ofHost = true;
            inherit python pythonVersion onPath;
            requirements = lib.sort lib.lessThan
              (lib.unique (map (module: module.hearth.requirement) (lib.filter (m: !isEmpty m) all)));
            empties = map (module: module.hearth.name or module.name) (lib.filter isEmpty all);
            # Refused packages are refused inside of an environment too.
            refused = lib.concatMapStrings (module: lib.optionalString (module.meta.available or true != true) module.outPath) all;
            overrides = ../build/python_overrides.txt;
            host = ../build/host.sh;
            args = package.script ../build/python_env.sh;
            hearth = {
              name = "${attribute}.withPackages";
              packages = lib.unique ([ attribute ] ++ map (module: module.hearth.name or module.name) all);
            };
            passthru = {
              inherit python pythonVersion;
              inherit (python) sitePackages libPrefix pkgs;
              interpreter = "${drv}/bin/python${pythonVersion}";
            };
          };
        in
        drv // {
          env = packages.mkShell { name = "interactive-shell-${drv.name}"; packages = [ drv ]; };
          override = change: environment { } (modules ++ change.extraLibs or [ ]);
        };

      module = { name, requirement, variant ? "", meta ? { }, passthru ? { }, hearthName ? "${setName}.${name}" }:
        package.make {
          name = "python${pythonVersion}-${name}${lib.optionalString (variant != "") "-${variant}"}";
          pname = name;
          version = "pypi";
          ofHost = true;
          inherit python pythonVersion meta;
          onPath = true;
          requirements = requirement;
          empties = lib.optional (requirement == "") name;
          overrides = ../build/python_overrides.txt;
          host = ../build/host.sh;
          args = package.script ../build/python_env.sh;
          hearth = {
            name = hearthName + lib.optionalString (variant != "") " (${variant})";
            inherit requirement;
          };
          passthru = { pythonModule = python; } // passthru;
        } // {
          # CUDA is the one thing that flakes override here.
          override = changes: module {
            inherit name requirement meta passthru hearthName;
            variant = lib.optionalString (changes.cudaSupport or false) "cuda";
          };
          overridePythonAttrs = _: module { inherit name requirement variant meta passthru hearthName; };
        };

      ofSource = attrs:
        let
          plain = if builtins.isFunction attrs then lib.fix attrs else attrs;
          name = plain.pname or plain.name;
          local = plain ? src && (builtins.isPath plain.src || plain.src ? outPath && !(plain.src ? type));
        in
        module {
          inherit name;
          hearthName = name;
          requirement = if local then "${plain.src}" else "${name}${lib.optionalString (plain ? version) "==${plain.version}"}";
          meta = plain.meta or { };
          passthru = plain.passthru or { } // {
            version = plain.version or "0";
            requiredPythonModules = lib.filter (value: value ? pythonModule)
              (plain.dependencies or [ ] ++ plain.propagatedBuildInputs or [ ]);
          };
        };

      set = lib.fix (lib.extends packageOverrides (self:
        assume.names setName
        // import ../removed.nix { inherit lib settings package packages report tables; set = "python"; own = self; }
        // lib.mapAttrs (name: requirement: module { inherit name; requirement = if requirement == null then "" else requirement; }) tables.pythonPackages
        // lib.genAttrs [ "pytestCheckHook" "pythonImportsCheckHook" "pythonRelaxDepsHook" "wrapPython" ]
          (name: package.empty { pname = name; hearth.name = "${setName}.${name}"; })
        // {
          inherit python;
          pythonOlder = lib.versionOlder pythonVersion;
          pythonAtLeast = lib.versionAtLeast pythonVersion;
          isPy3k = true;
          callPackage = lib.callPackageWith (packages // self);
          buildPythonPackage = ofSource;
          buildPythonApplication = ofSource;
          toPythonModule = lib.id;
          toPythonApplication = lib.id;
          venvShellHook = packages.makeSetupHook
            { name = "venv-shell-hook"; propagatedBuildInputs = [ python ]; }
            ../build/venv_shell_hook.sh;
          fetchPypi = { pname, version, ... }: { inherit pname version; type = "pypi"; };
          requiredPythonModules = lib.id;
        }));

      python = package.make {
        name = "python3-${pythonVersion}";
        pname = "python3";
        ofHost = true;
        version = pythonVersion;
        inherit pythonVersion programs;
        host = ../build/host.sh;
        args = package.script ../build/python.sh;
        hearth = { name = attribute; inherit programs environment; };
        meta = { mainProgram = "python${pythonVersion}"; };
        passthru = {
          inherit pythonVersion;
          pkgs = set;
          executable = "python${pythonVersion}";
          interpreter = "${python}/bin/python${pythonVersion}";
          libPrefix = "python${pythonVersion}";
          sitePackages = "lib/python${pythonVersion}/site-packages";
          implementation = "cpython";
          sourceVersion = { major = lib.versions.major pythonVersion; minor = lib.versions.minor pythonVersion; };
          isPy3 = true;
          isPy3k = true;
          pythonOlder = lib.versionOlder pythonVersion;
          pythonAtLeast = lib.versionAtLeast pythonVersion;
          withPackages = choose:
            let chosen = choose set; in
            environment { } (if builtins.isList chosen then chosen
            else throw "withPackages takes a function that returns a list, not a ${builtins.typeOf chosen}");
          buildEnv.override = { extraLibs ? [ ], ... }: environment { } extraLibs;
        };
      } // {
        override = changes: pythonOf ({ inherit attribute pythonVersion programs; } // builtins.intersectAttrs { packageOverrides = 1; } changes);
      };
    in
    python;

  pythons = lib.genAttrs [ "python39" "python310" "python311" "python312" "python313" "python314" ]
    (attribute: pythonOf {
      inherit attribute;
      pythonVersion = "3.${lib.removePrefix "python3" attribute}";
    }) // {
    python3 = pythonOf {
      attribute = "python3";
      pythonVersion = "3.11";
      # Better another one than none.
      programs = [ "python3.11" "python3" ];
    };
  };
in
pythons
// lib.mapAttrs' (name: python: lib.nameValuePair "${name}Packages" python.pkgs) pythons
  // {
  pythonManylinuxPackages = lib.genAttrs
    [ "manylinux1Package" "manylinux2010Package" "manylinux2014Package" ]
    (name:
      let
        at = "pythonManylinuxPackages.${name}";
        # Of macOS nobody can tell, once that matters.
        unsure = (settings.reports or false) && !platform.isLinux;
        value = package.linked {
          pname = name;
          libraries = [ "libstdc++.so.6" "libgcc_s.so.1" "libz.so.1" ];
          hearth.name = at;
          meta = lib.optionalAttrs (!unsure) { platforms = lib.platforms.linux; };
        };
      in
      if unsure then report "unknown" "whether ${at} is there on ${platform.system}" value
      else value);
}
