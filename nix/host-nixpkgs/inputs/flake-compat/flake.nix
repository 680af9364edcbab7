{
  description = "flake-compat, for flakes that only declare it";
  outputs = _: { };
}
