{
  description = "The systems of nix-systems/aarch64-linux";
  outputs = _: { };
}
