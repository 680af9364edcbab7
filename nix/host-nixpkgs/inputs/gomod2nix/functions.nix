# What gomod2nix gives for a package set. Builds evaluate, and are not built here.
pkgs:
let
  inherit (pkgs) lib;

  build = kind: args:
    let
      modules = args.modules or (if args ? pwd then args.pwd + "/gomod2nix.toml" else null);
      # The real one reads it, and so fails where it is missing or wrong.
      read = if modules == null then null else builtins.fromTOML (builtins.readFile modules);
      plain = lib.filterAttrs
        (_: value: builtins.isString value || builtins.isPath value || builtins.isList value || value ? outPath)
        (removeAttrs args [ "modules" "pwd" "go" "meta" "passthru" ]);
    in
    builtins.deepSeq read (pkgs.stdenv.mkDerivation (plain // {
      name = args.name or "${args.pname or "go-project"}-${args.version or "0"}${kind}";
      meta = args.meta or { };
      passthru = args.passthru or { };
      buildCommand = "echo 'gomod2nix does not build with this nixpkgs' >&2; exit 1";
    }));
in
{
  buildGoApplication = build "";
  mkGoEnv = build "-env";
  mkGoCacheEnv = build "-cache-env";
  gomod2nix = pkgs.symlinkJoin { name = "gomod2nix"; paths = [ pkgs.go ]; };
}
