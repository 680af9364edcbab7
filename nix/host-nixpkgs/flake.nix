{
  description = "A small nixpkgs whose packages are this machine's programs and PyPI's packages";

  outputs = { self }:
    let
      lib = import ./lib;
    in
    {
      inherit lib;
      legacyPackages = lib.genAttrs lib.systems.flakeExposed
        (system: import ./. { inherit system; });
    };
}
