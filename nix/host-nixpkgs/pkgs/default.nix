# All packages that are here, and `own`, what else the set has: to put it in here
# copies the set once less.
context:

let
  call = file: import file context;
in
call ./known.nix
// call ./builders.nix
// call ./fetchers.nix
// call ./formats.nix
// call ./stdenv.nix
// call ./programs.nix
// call ./languages.nix
// call ./python.nix
// call ./cuda.nix
// call ./sets.nix
// context.own
