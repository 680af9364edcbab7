# process-compose-flake: a package for each set of processes.
{ ... }: {
  flakeModule = ./flake-module.nix;
}
