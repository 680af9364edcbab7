# Sets of packages that flakes reach into.
{ lib, package, packages, assume, ... }:

let
  set = name: members: assume.names name // lib.genAttrs members
    (member: package.linked {
      pname = member;
      programs = [ member ];
      hearth.name = "${name}.${member}";
    });
in
{
  nodePackages = set "nodePackages" [ "npm" "pnpm" "yarn" "prettier" "eslint" "typescript" "serve" ];
  xorg = set "xorg" [ "libX11" "libXcursor" "libXext" "libXi" "libXrandr" "libxcb" ];
  darwin = set "darwin" [ ] // {
    apple_sdk = set "darwin.apple_sdk" [ ] // {
      frameworks = set "darwin.apple_sdk.frameworks"
        [ "Accelerate" "AppKit" "Cocoa" "CoreFoundation" "CoreServices" "Foundation" "IOKit" "Metal" "Security" "SystemConfiguration" ];
    };
  };
  rustPlatform = set "rustPlatform" [ "rustLibSrc" ];
}
