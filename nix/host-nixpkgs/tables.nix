# The lists of names. Nix reads a file without arguments once, however many
# package sets are made of it.
let
  read = file: builtins.fromJSON (builtins.readFile file);

  # A set is made of another one faster than of a list.
  setOf = names: builtins.listToAttrs (map (name: { inherit name; value = null; }) names);

  known = read ./known_names.json;
in
{
  # With whether it is known on every platform.
  known = known // {
    all = builtins.mapAttrs (_: _: false) (setOf known.linux)
      // builtins.mapAttrs (_: _: true) (setOf known.top);
  };
  # Sets of which few members are known, if any.
  guessedSets = setOf [
    "beamPackages"
    "elmPackages"
    "emacsPackages"
    "haskellPackages"
    "kdePackages"
    "luaPackages"
    "nerd-fonts"
    "nixVersions"
    "ocamlPackages"
    "perlPackages"
    "phpPackages"
    "postgresqlPackages"
    "rPackages"
    "rubyPackages"
    "texlive"
    "vimPlugins"
    "vscode-extensions"
  ];
  programs = read ./programs.json;
  pythonPackages = read ./python_packages.json;
  removed = read ./removed.json;
}
