import ./overlay.nix
