# The lists of names. Nix reads a file without arguments once, however many
# package sets are made of it.
let
  read = file: builtins.fromJSON (builtins.readFile file);

  # A set is made of another one faster than of a list.
  setOf = names: builtins.listToAttrs (map (name: { inherit name; value = null; }) names);

  known = read ./known_names.json;
in
{
  known = known // {
    linux = setOf known.linux;
    top = setOf known.top;
  };
  programs = read ./programs.json;
  pythonPackages = read ./python_packages.json;
  removed = read ./removed.json;
}
