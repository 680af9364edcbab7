{
  description = "The functions of flake-utils";
  outputs = _: import ./outputs.nix { };
}
