{
  description = "The systems of nix-systems/aarch64-darwin";
  outputs = _: { };
}
