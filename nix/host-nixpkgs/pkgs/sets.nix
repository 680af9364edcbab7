# Sets of packages that flakes reach into.
{ lib, package, packages, assume, tables, settings, report, ... }:

let
  removed = kept: kept // import ../removed.nix {
    inherit lib settings package packages report tables kept;
    set = "darwin";
  };

  set = name: members: assume.names name // lib.genAttrs members
    (member: package.linked {
      pname = member;
      programs = [ member ];
      hearth.name = "${name}.${member}";
    });
  # Of these few members are known, if any.
  unknown = builtins.mapAttrs
    (name: _: assume.names name // lib.genAttrs (tables.known.sets.${name} or [ ])
      (member: package.empty { pname = member; suffix = "empty"; hearth.name = "${name}.${member}"; }))
    tables.guessedSets;

  schemes = lib.genAttrs
    (map (size: "scheme-${size}")
      [ "basic" "bookpub" "context" "full" "gust" "infraonly" "medium" "minimal" "small" "tetex" ])
    (name: package.empty { pname = name; suffix = "empty"; hearth.name = "texlive.combined.${name}"; });
in
unknown // {
  texlive = unknown.texlive // { combined = schemes; };
  nodePackages = set "nodePackages" [ "npm" "pnpm" "yarn" "prettier" "eslint" "typescript" "serve" ];
  nodePackages_latest = set "nodePackages_latest" [ "npm" "pnpm" "yarn" "prettier" "typescript" ];
  xorg = set "xorg" [
    "libICE"
    "libSM"
    "libX11"
    "libXScrnSaver"
    "libXau"
    "libXaw"
    "libXcomposite"
    "libXcursor"
    "libXdamage"
    "libXdmcp"
    "libXext"
    "libXfixes"
    "libXft"
    "libXi"
    "libXinerama"
    "libXmu"
    "libXpm"
    "libXrandr"
    "libXrender"
    "libXres"
    "libXt"
    "libXtst"
    "libXv"
    "libXxf86vm"
    "libpciaccess"
    "libxcb"
    "libxkbfile"
    "libxshmfence"
    "setxkbmap"
    "xauth"
    "xcbutil"
    "xcbutilcursor"
    "xcbutilimage"
    "xcbutilkeysyms"
    "xcbutilrenderutil"
    "xcbutilwm"
    "xdpyinfo"
    "xev"
    "xhost"
    "xinit"
    "xinput"
    "xkbcomp"
    "xmodmap"
    "xorgproto"
    "xorgserver"
    "xprop"
    "xrandr"
    "xset"
    "xwininfo"
  ];
  haskellPackages = unknown.haskellPackages // lib.genAttrs [ "ghcWithHoogle" "ghcWithPackages" ]
    (name: select: packages.symlinkJoin {
      inherit name;
      paths = lib.filter (one: one != null) (select packages.haskellPackages);
    });
  rust = set "rust" [ ] // {
    packages = set "rust.packages" [ ] // {
      stable = set "rust.packages.stable" [ ] // {
        inherit (packages) cargo clippy rustPlatform rustc rustfmt;
      };
    };
  };
  darwin = set "darwin" [ ] // removed {
    apple_sdk = set "darwin.apple_sdk" [ ] // {
      frameworks = set "darwin.apple_sdk.frameworks"
        [ "Accelerate" "AppKit" "Cocoa" "CoreFoundation" "CoreServices" "Foundation" "IOKit" "Metal" "Security" "SystemConfiguration" ];
    };
  };
  rustPlatform = set "rustPlatform" [ "rustLibSrc" "rustcSrc" "bindgenHook" "cargoSetupHook" ] // {
    inherit (packages) buildRustPackage;
  };
  rustPackages = set "rustPackages" [ "clippy" "rustfmt" "cargo" "rustc" ];
}
