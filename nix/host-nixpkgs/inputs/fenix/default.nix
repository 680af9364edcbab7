{ pkgs ? import ../.. { }, ... }: import ./packages.nix pkgs
