# What devshell gives for a package set.
{ lib }: pkgs:
let
  eval = { configuration, extraSpecialArgs ? { } }:
    let
      evaluated = lib.evalModules {
        specialArgs = { inherit pkgs; } // extraSpecialArgs;
        modules = [ ./modules.nix configuration ];
      };
    in
    {
      inherit (evaluated) config options;
      inherit (evaluated.config.devshell) shell;
    };

  fault = import ../../lib/module_fault.nix;

  # A file may name modules that come with devshell.
  importTOML = file: _:
    let data = builtins.fromTOML (builtins.readFile file); in
    {
      _file = toString file;
      imports = map (name: fault "the module ${name} of devshell") (data.imports or [ ]);
      config = removeAttrs data [ "imports" ];
    };
in
{
  inherit eval importTOML;
  mkShell = configuration: (eval { inherit configuration; }).shell;
  fromTOML = file: (eval { configuration = importTOML file; }).shell;
}
