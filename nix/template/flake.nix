{
  inputs.hearth.url = "github:hearthspace/hearth";
  inputs.local = {
    follows = "hearth/nixpkgs";
    flake = false;
  };

  outputs = { hearth, local, ... }: hearth.lib.workspace {
    inherit local;
    packages = pkgs: [ ];
  };
}
