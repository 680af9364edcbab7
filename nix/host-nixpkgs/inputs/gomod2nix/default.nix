{ pkgs, ... }: import ./functions.nix pkgs
