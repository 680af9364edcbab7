# The package of a tool that modules name. They know where nixpkgs moved one, and
# so a name that was removed says nothing.
{ pkgs, names, kind }: tool:
let
  fault = import ../lib/module_fault.nix;
  name = names.${tool} or tool;
in
if (import ../tables.nix).removed.top ? ${name} || !(pkgs ? ${name})
then fault "the package of the ${kind} ${tool}"
else pkgs.${name}
