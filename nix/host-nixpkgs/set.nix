# The package set, seen as settings.json describes.
settings:
let
  lib = import ./library.nix settings;
  guesses = import ./guesses.nix { inherit settings; };
in
{ system ? localSystem.system
, localSystem ? { system = builtins.currentSystem; }
, config ? { }
, overlays ? [ ]
, ...
}:

let
  report = import ./report.nix { inherit settings; };

  asked = if builtins.isFunction config then config { inherit pkgs; } else config;

  context = {
    inherit lib settings report;
    tables = import ./tables.nix;
    config = import ./config.nix { inherit lib; config = asked; };
    platform = lib.systems.elaborate system;
    assume = import ./assume.nix { inherit lib guesses system context; };
    package = import ./package.nix context;
    packages = pkgs;
  };

  base = final:
    let
      gone = import ./removed.nix (context // { packages = final; });
      others = context.assume.sets // gone;
      known = import ./pkgs (context // { inherit own; packages = final; });
      own = {
        inherit lib overlays system;
        inherit (context) config;
        # For the inputs that are here.
        hearthSettings = settings;
        # Names that may be packages, or nothing but names in the flake.
        hearthGuesses = lib.foldl' builtins.removeAttrs guesses.assumed [
          (builtins.attrNames known)
          (builtins.attrNames others)
          (settings.known."" or [ ])
        ];
        pkgs = final;
        path = ./.;
        callPackage = callWith final.hearthGuesses final;
        callPackages = final.callPackage;
        newScope = extra: callWith
          (builtins.removeAttrs final.hearthGuesses (builtins.attrNames extra))
          (final // extra);
        extend = overlay: build (overlays ++ [ overlay ]);
        appendOverlays = more: build (overlays ++ more);
        buildPackages = final;
        pkgsBuildBuild = final;
        targetPackages = final;
        hostPlatform = context.platform;
        buildPlatform = context.platform;
        targetPlatform = context.platform;
      };
    in
    # The large set comes last and once, because each `//` copies it.
    (context.assume.names "" // others) // known;

  callWith = guesses: import ./call_package.nix { inherit lib guesses report; };

  # What overlays have is no guess. They are asked for their names alone, over
  # sets that have no guesses, because they may call packages for them.
  withoutOwn = layers: final: prev:
    let
      sure = set: set // { hearthGuesses = { }; callPackage = callWith { } set; };
      names = lib.concatMap (overlay: builtins.attrNames (overlay (sure final) (sure prev))) layers;
    in
    { hearthGuesses = builtins.removeAttrs prev.hearthGuesses names; };

  build = layers:
    lib.fix (lib.foldl' (below: overlay: lib.extends overlay below) base
      (layers ++ lib.optional (layers != [ ]) (withoutOwn layers)));

  pkgs = build overlays;

  dropped = "nixpkgs 26.11 dropped x86_64-darwin";
in
if system != "x86_64-darwin" then pkgs
else if settings.x86Darwin or "there" == "gone" then report "refused" dropped (throw dropped)
else if settings.x86Darwin or "there" == "unsure"
then report "unknown" "whether nixpkgs still had x86_64-darwin" pkgs
else pkgs
