# The lists of names. Nix reads a file without arguments once, however many
# package sets are made of it.
let
  read = file: builtins.fromJSON (builtins.readFile file);
in
{
  known = read ./known_names.json;
  programs = read ./programs.json;
  pythonPackages = read ./python_packages.json;
  removed = read ./removed.json;
}
