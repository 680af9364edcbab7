# The builders of small files, and shells.
{ lib, package, packages, ... }:

let
  shell = "/bin/bash";

  write = { name, text, executable ? false, destination ? "", meta ? { }, passthru ? { }, checkPhase ? null, ... }:
    package.make {
      inherit name text executable destination passthru;
      meta = meta // lib.optionalAttrs (executable && destination != "") {
        mainProgram = meta.mainProgram or (baseNameOf destination);
      };
      # A long text would not fit into the builder's environment.
      passAsFile = [ "text" ];
      hearth.name = name;
      host = ../build/host.sh;
      args = package.script ../build/write.sh;
    };

  named = function: name: text: function { inherit name text; };

  runCommandWith = { name, derivationArgs ? { }, ... }: buildCommand:
    packages.stdenv.mkDerivation (derivationArgs // { inherit name buildCommand; });

  join = { name, paths ? [ ], pathsToLink ? [ "/" ], postBuild ? "", meta ? { }, passthru ? { }, ... }:
    package.make {
      inherit name paths pathsToLink postBuild meta;
      passthru = passthru // { inherit paths; };
      hearth.name = name;
      host = ../build/host.sh;
      args = package.script ../build/join.sh;
    };

  script = head: name: text: write {
    inherit name;
    text = "${head}\n${text}";
    executable = true;
  };
  scriptBin = head: name: text: write {
    inherit name;
    text = "${head}\n${text}";
    executable = true;
    destination = "/bin/${name}";
  };
in
{
  writeTextFile = write;
  writeText = named write;
  writeTextDir = path: text: write {
    name = baseNameOf path;
    inherit text;
    destination = "/${path}";
  };
  writeScript = named (args: write (args // { executable = true; }));
  writeScriptBin = name: text: write {
    inherit name text;
    executable = true;
    destination = "/bin/${name}";
  };
  writeShellScript = script "#!${shell}";
  writeShellScriptBin = scriptBin "#!${shell}";
  writeShellApplication =
    { name, text, runtimeInputs ? [ ], runtimeEnv ? { }, bashOptions ? [ "errexit" "nounset" "pipefail" ], meta ? { }, ... }:
    write {
      inherit name;
      meta = { mainProgram = name; } // meta;
      executable = true;
      destination = "/bin/${name}";
      text = lib.concatLines ([ "#!${shell}" ]
        ++ map (option: "set -o ${option}") bashOptions
        ++ lib.mapAttrsToList (key: value: "export ${lib.toShellVar key value}") runtimeEnv
        ++ lib.optional (runtimeInputs != [ ]) ''export PATH="${lib.makeBinPath runtimeInputs}:$PATH"''
        ++ [ text ]);
    };

  runtimeShell = shell;
  runtimeShellPackage = packages.bash;

  inherit runCommandWith;
  runCommand = name: derivationArgs: runCommandWith { inherit name derivationArgs; };
  closureInfo = { rootPaths }: runCommandWith
    { name = "closure-info"; derivationArgs = { inherit rootPaths; }; } "mkdir $out";
  writeClosure = paths: runCommandWith
    { name = "runtime-deps"; derivationArgs = { inherit paths; }; } "touch $out";
  runCommandLocal = name: derivationArgs: runCommandWith { inherit name derivationArgs; };
  runCommandCC = name: derivationArgs: runCommandWith { inherit name derivationArgs; };

  symlinkJoin = args: join (args // { pathsToLink = [ "/" ]; });
  buildEnv = join;
  linkFarm = name: entries: runCommandWith { inherit name; } (''
    mkdir -p $out
  '' + lib.concatMapStrings ({ name, path }: ''
    mkdir -p "$out/$(dirname ${lib.escapeShellArg name})"
    ln -s ${lib.escapeShellArg "${path}"} $out/${lib.escapeShellArg name}
  '')
    (if builtins.isAttrs entries
    then lib.mapAttrsToList (name: path: { inherit name path; }) entries else entries));

  makeSetupHook = { name ? "hook", propagatedBuildInputs ? [ ], ... }: file:
    runCommandWith
      { inherit name; derivationArgs = { inherit propagatedBuildInputs; }; } ''
      mkdir -p $out/nix-support
      cp ${file} $out/nix-support/setup-hook
    '';

  # Without a root of its own: its programs simply come first.
  buildFHSEnv =
    { name ? "${args.pname}-${args.version}"
    , targetPkgs ? (_: [ ])
    , multiPkgs ? (_: [ ])
    , runScript ? "bash"
    , profile ? ""
    , meta ? { }
    , ...
    }@args:
    let
      inputs = targetPkgs packages ++ lib.optionals (multiPkgs != null) (multiPkgs packages);
      program = args.pname or name;
      built = write {
        inherit name;
        meta = { platforms = lib.platforms.linux; } // meta;
        executable = true;
        destination = "/bin/${program}";
        text = ''
          #!${shell}
          export PATH="${lib.makeBinPath inputs}:$PATH"
          ${profile}
          exec ${toString runScript} "$@"
        '';
      };
    in
    built // {
      hearth = { inherit name; packages = lib.concatMap packages.stdenv.hearth.namesOf inputs; };
      env = packages.mkShell {
        name = "${name}-shell-env";
        packages = inputs;
        shellHook = "exec ${built}/bin/${program}";
      };
    };
}
