# The nixpkgs that was given. Sets that are made alike are made once.
arguments:
let
  nixpkgs = import ./real.nix;

  sets = import ./sets.nix;

  config = arguments.config or { };

  isPlain = arguments ? system
    && sets.plain ? ${arguments.system}
    && arguments.overlays or [ ] == [ ]
    && builtins.removeAttrs arguments [ "system" "config" "overlays" ] == { }
    && builtins.isAttrs config;
in
if isPlain && config == { } then sets.plain.${arguments.system}
else if isPlain && config == { allowUnfree = true; } then sets.unfree.${arguments.system}
else import nixpkgs arguments
