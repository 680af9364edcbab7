{
  description = "The systems of nix-systems/x86_64-darwin";
  outputs = _: { };
}
