# Gives the functions for a package set.
{ nixpkgs, ... }: import ./functions.nix { lib = import ../../lib; } nixpkgs
