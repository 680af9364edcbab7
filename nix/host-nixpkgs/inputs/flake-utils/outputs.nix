# The functions of flake-utils.
_:
let
  inherit (builtins) attrNames concatMap elem filter foldl' isAttrs listToAttrs;

  allSystems = import ./all_systems.nix;
  defaultSystems = [ "aarch64-darwin" "aarch64-linux" "x86_64-darwin" "x86_64-linux" ];

  genAttrs = names: function:
    listToAttrs (map (name: { inherit name; value = function name; }) names);

  # Turns { packages = …; } of each system into { packages.SYSTEM = …; }, and
  # hydraJobs.JOB into hydraJobs.JOB.SYSTEM.
  eachSystem = systems: outputsOf:
    let
      under = system: name: before: value:
        if name == "hydraJobs"
        then before // genAttrs (attrNames value)
          (job: before.${job} or { } // { ${system} = value.${job}; })
        else before // { ${system} = value; };
      add = all: system:
        let own = outputsOf system; in
        all // genAttrs (attrNames own)
          (name: under system name (all.${name} or { }) own.${name});
    in
    foldl' add { } systems;

  eachSystemPassThrough = systems: outputsOf:
    foldl' (all: system: all // outputsOf system) { } systems;

  flattenTree = tree:
    let
      go = path: value:
        if value.type or null == "derivation" then [{ name = path; inherit value; }]
        else if isAttrs value && (path == "" || value.recurseForDerivations or false)
        then
          concatMap
            (name: go (if path == "" then name else "${path}/${name}") value.${name})
            (filter (name: name != "recurseForDerivations") (attrNames value))
        else [ ];
    in
    listToAttrs (go "" tree);

  filterPackages = system: packages:
    let
      flat = flattenTree packages;
      fits = name:
        !(flat.${name}.meta.broken or false)
        && elem system (flat.${name}.meta.platforms or [ system ]);
    in
    genAttrs (filter fits (attrNames flat)) (name: flat.${name});

  mkApp = { drv, name ? drv.pname or drv.name, exePath ? drv.passthru.exePath or "/bin/${name}" }: {
    type = "app";
    program = "${drv}${exePath}";
  };

  called = value: args: if builtins.isFunction value then value args
  else if builtins.isPath value || builtins.isString value then called (import value) args
  else value;

  simpleFlake =
    { self
    , nixpkgs
    , name ? null
    , overlay ? null
    , preOverlays ? [ ]
    , systems ? defaultSystems
    , config ? { }
    , shell ? null
    , ...
    }:
    eachSystem systems (system:
      let
        layers = if overlay == null then [ ] else [ (called overlay) ];
        pkgs = import nixpkgs {
          inherit system config;
          overlays = called preOverlays { } ++ layers;
        };
        own = if name == null then { } else pkgs.${name} or { };
        packages = own.packages or own;
      in
      {
        inherit packages;
        legacyPackages = packages;
      }
      // (if own ? defaultPackage then { inherit (own) defaultPackage; } else { })
      // (if own ? checks then { inherit (own) checks; } else { })
      // (if shell != null then { devShell = called shell { inherit pkgs; }; }
      else if own ? devShell then { inherit (own) devShell; } else { }));
in
{
  lib = {
    inherit allSystems defaultSystems eachSystem eachSystemPassThrough
      filterPackages flattenTree mkApp simpleFlake;
    eachDefaultSystem = eachSystem defaultSystems;
    eachDefaultSystemPassThrough = eachSystemPassThrough defaultSystems;
    eachSystemMap = genAttrs;
    eachDefaultSystemMap = genAttrs defaultSystems;
    meld = inputs: foldl' (all: path: all // import path inputs) { };
    system = genAttrs allSystems (name: name);
  };
}
