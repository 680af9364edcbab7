# All packages that are here.
context:

let
  call = file: import file context;
in
call ./known.nix
// call ./builders.nix
// call ./fetchers.nix
// call ./stdenv.nix
// call ./programs.nix
// call ./languages.nix
// call ./python.nix
// call ./cuda.nix
// call ./sets.nix
