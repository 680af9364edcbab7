# Builders of single languages, compilers by version, and hooks. What such a
# builder makes evaluates, with all its attributes; it is not built here.
{ lib, package, packages, ... }:

let
  isText = value:
    !builtins.isFunction value && (!builtins.isAttrs value || value ? outPath);

  # Sets among the arguments are for the builder, not for the environment.
  unbuilt = kind: args:
    let
      plain = if builtins.isFunction args then lib.fix args else args;
      texts = lib.filterAttrs (_: isText) (removeAttrs plain [ "meta" "passthru" "env" ]);
    in
    packages.stdenv.mkDerivation (texts // {
      name = plain.name or "${plain.pname}-${plain.version or "0"}";
      meta = plain.meta or { };
      passthru = removeAttrs plain (builtins.attrNames texts ++ [ "meta" "passthru" "env" ])
        // plain.passthru or { };
      env = plain.env or { };
      buildCommand = "echo '${kind} is not built by this nixpkgs' >&2; exit 1";
    });

  builders = lib.genAttrs [
    "buildDartApplication"
    "buildDotnetModule"
    "buildGoModule"
    "buildNpmPackage"
    "buildRustPackage"
    "buildRubyGem"
    "bundlerApp"
    "bundlerEnv"
    "mkYarnPackage"
  ]
    unbuilt;

  hooks = lib.genAttrs [
    "autoPatchelfHook"
    "autoreconfHook"
    "copyDesktopItems"
    "installShellFiles"
    "makeBinaryWrapper"
    "makeWrapper"
    "removeReferencesTo"
    "wrapGAppsHook"
    "wrapGAppsHook3"
    "wrapGAppsHook4"
  ]
    (name: package.empty { pname = name; hearth = { inherit name; }; });

  compiler = pname: programs: version: package.linked {
    inherit pname programs;
    suffix = version;
    hearth.name = "${pname}_${version}";
  };
  clang = compiler "clang" [ "clang" "clang++" "cc" "c++" ];
  versions = map toString (lib.range 11 21);

  llvmPackages = version: lib.genAttrs
    [ "bintools" "clang-tools" "clang-unwrapped" "libclang" "libcxx" "libllvm" "lld" "lldb" "llvm" "openmp" ]
    (name: package.empty { pname = name; hearth.name = "llvmPackages_${version}.${name}"; })
  // {
    inherit (packages) stdenv;
    clang = clang version;
    libcxxStdenv = packages.stdenv;
  };
in
builders
// hooks
// lib.listToAttrs (lib.concatMap
  (version: [
    (lib.nameValuePair "clang_${version}" (clang version))
    (lib.nameValuePair "clang${version}Stdenv" packages.stdenv)
    (lib.nameValuePair "llvm_${version}" (llvmPackages version).llvm)
    (lib.nameValuePair "llvmPackages_${version}" (llvmPackages version))
  ])
  versions)
// lib.genAttrs (map (version: "gcc${toString version}Stdenv") (lib.range 9 15)) (_: packages.stdenv)
  // {
  llvmPackages = llvmPackages "default";
  llvmPackages_latest = llvmPackages "latest";
  makeRustPlatform = _: packages.rustPlatform;
}
