{
  description = "The systems of nix-systems/x86_64-linux";
  outputs = _: { };
}
