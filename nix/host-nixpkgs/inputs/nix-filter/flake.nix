{
  description = "The functions of nix-filter";
  outputs = _: import ./outputs.nix { };
}
