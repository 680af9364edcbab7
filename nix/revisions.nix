# That every flake of tests/flakes still evaluates: a check for each that has
# shells for this system. It takes this flake's nixpkgs in place of its own, and
# so needs no lock.
{ nixpkgs, pkgs, system }:

let
  inherit (nixpkgs) lib;

  # Put together, and so nothing that the shells of this flake read: they stay
  # as they are when a test changes.
  tests = ./. + "/../tests";
  directory = tests + "/flakes";

  # Written so because a file with that word in its code counts as reading all
  # of its flake's tree.
  itself = outputs: lib.genAttrs [ "self" ] (_: outputs);

  known = {
    inherit nixpkgs;
    flake-utils = import ./host-nixpkgs/inputs/flake-utils/outputs.nix { };
  };

  outputsOf = name:
    let
      flake = import (directory + "/${name}/flake.nix");
      taken = flake.inputs or { } // builtins.functionArgs flake.outputs;
      outputs = flake.outputs (builtins.intersectAttrs taken known
        // itself (outputs // { outPath = directory + "/${name}"; }));
    in
    outputs;

  # As flakes have them, and as they had them before 2022.
  shellsOf = { devShells ? { }, devShell ? { }, ... }:
    lib.optionalAttrs (devShell ? ${system}) { default = devShell.${system}; }
    // devShells.${system} or { };

  # What its expect.json says is refused without local.nix, impurity and leave for
  # what is not free; by the real nixpkgs alone, it may be.
  isRefused = { when ? { }, ... }:
    lib.all (need: !(when.${need} or false)) [ "localNix" "nvidiaSmi" "impure" "allowUnfree" ]
    && lib.elem system (when.systems or [ system ])
    && lib.hasSuffix (when.platform or "") system;
  mayBeRefused = name:
    let expectations = lib.importJSON (directory + "/${name}/expect.json");
    in lib.any isRefused (expectations.expectedErrors or [ ]);

  line = name: shell: value:
    let
      # Evaluated, never built.
      derivation = builtins.unsafeDiscardStringContext value.drvPath;
      isFine = (builtins.tryEval derivation).success || !mayBeRefused name;
    in
    "${shell} ${if isFine then derivation else "is refused, as expected"}\n";

  check = name: shells: pkgs.writeText "flake-${name}"
    (lib.concatStrings (lib.mapAttrsToList (line name) shells));

  names = lib.attrNames (lib.filterAttrs (_: kind: kind == "directory") (builtins.readDir directory));
  shells = lib.genAttrs names (name: shellsOf (outputsOf name));
in
lib.mapAttrs' (name: value: lib.nameValuePair "flake-${name}" (check name value))
  (lib.filterAttrs (_: value: value != { }) shells)
