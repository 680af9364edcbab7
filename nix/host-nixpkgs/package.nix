# Makes derivations: attributes on top of what Nix itself builds, and the
# refusal of what the configuration does not allow.
{ lib, config, platform, settings, report, ... }:

let
  hasFreeLicense = meta:
    lib.all (license: license.free or true) (lib.toList (meta.license or [ ]));

  licenseNames = meta:
    lib.concatMapStringsSep "’, ‘" (license: license.fullName or license.shortName or "unfree")
      (lib.filter (license: !(license.free or true)) (lib.toList (meta.license or [ ])));

  refusal = package: meta:
    if !hasFreeLicense meta && !config.allowUnfree && !config.allowUnfreePredicate package then ''
      Package ‘${package.name}’ in ${meta.position} has an unfree license (‘${licenseNames meta}’), refusing to evaluate.

      a) To temporarily allow unfree packages, set an environment variable:
           $ export NIXPKGS_ALLOW_UNFREE=1
         A flake sees it only with `--impure`.

      b) Otherwise allow them where the flake imports nixpkgs:
           import nixpkgs { config.allowUnfree = true; }
    ''
    else if meta ? platforms && !lib.elem platform.system meta.platforms && !config.allowUnsupportedSystem then ''
      Package ‘${package.name}’ in ${meta.position} is not available on the requested hostPlatform:
        hostPlatform.system = "${platform.system}"
        package.meta.platforms = [ ${lib.concatStringsSep " " meta.platforms} ]
      refusing to evaluate.

      To try it nevertheless, set NIXPKGS_ALLOW_UNSUPPORTED_SYSTEM=1 and use `--impure`.
    ''
    else null;

  # What derivations are made of, without what only evaluations read.
  # One that is of the host is built once for every platform presented.
  make = { meta ? { }, passthru ? { }, hearth ? { }, ofHost ? false, ... }@attrs:
    let
      # As the real one does, which takes a name with blanks.
      name = lib.strings.sanitizeDerivationName (attrs.name or "${attrs.pname}-${attrs.version}");
      # Named even if there is one: `nix develop` asks for it.
      outputs = attrs.outputs or [ "out" ];
      full = { position = toString ./package.nix; } // meta;
      reason = refusal drv full;
      drv = builtins.derivation (
        removeAttrs attrs [ "meta" "passthru" "hearth" "ofHost" ]
        # Links to programs of this machine are of no use made on another.
        // lib.optionalAttrs ofHost { preferLocalBuild = true; } // {
        inherit name outputs;
        # Attributes that are null are none.
        __ignoreNulls = true;
        system = if ofHost && settings.host != null then settings.host else platform.system;
        builder = "/bin/bash";
        # Only building or linking it asks whether it is allowed.
        args = if reason == null then attrs.args else report "refused" reason (throw reason);
      });
      more = {
        inherit passthru hearth;
        meta = full // {
          inherit name;
          available = reason == null;
        };
        overrideAttrs = change:
          make (attrs // (
            if !builtins.isFunction change then change
            else
              let once = change attrs;
              in if builtins.isFunction once then change attrs attrs else once
          ));
        override = _: result;
        overrideDerivation = change: make (attrs // change attrs);
      };
      # All that the host has of it stands in one folder.
      parts = if ofHost then builtins.mapAttrs (_: _: result) partNames else { };
      result = parts // drv // passthru // more
        // lib.genAttrs outputs (output: drv.${output} // passthru // more);
    in
    result;

  script = file: [ "-e" file ];

  partNames = { bin = null; dev = null; doc = null; lib = null; man = null; static = null; };
in
rec {
  inherit make script;

  # A folder of links to programs and libraries of the host.
  linked =
    { pname
    , version ? "host"
    , programs ? [ ]
    , libraries ? [ ]
    , apt ? null
    , suffix ? null
    , hearth ? { name = pname; }
    , meta ? { }
    , passthru ? { }
    }:
    make {
      name = lib.concatStringsSep "-" ([ pname version ] ++ lib.optional (suffix != null) suffix);
      inherit pname version meta passthru;
      inherit programs libraries;
      # Named only where installing is allowed, so that it changes nothing else.
      apt = if settings.apt or false then apt else null;
      ofHost = true;
      hearth = hearth // { inherit programs; };
      host = ./build/host.sh;
      args = script ./build/link.sh;
    } // lib.optionalAttrs (settings.reports or false) {
      version = report "loose" "the version of ${pname}" version;
    };

  # A package of which only the name is known.
  empty = args: linked args // { hearth = args.hearth // { empty = true; }; };
}
