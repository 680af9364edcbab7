{
  description = "The systems of nix-systems/default-darwin";
  outputs = _: { };
}
