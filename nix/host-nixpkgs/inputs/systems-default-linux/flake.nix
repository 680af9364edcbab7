{
  description = "The systems of nix-systems/default-linux";
  outputs = _: { };
}
