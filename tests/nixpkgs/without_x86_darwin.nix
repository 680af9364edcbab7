# The lists of systems without x86_64-darwin, which nixpkgs 26.11 dropped.
lib: {
  flakeExposed = lib.filter (system: system != "x86_64-darwin") lib.systems.flakeExposed;
}
