{
  description = "The functions of flake-utils that flakes use";

  outputs = { self }:
    let
      defaultSystems = [ "aarch64-darwin" "aarch64-linux" "x86_64-darwin" "x86_64-linux" ];
      names = defaultSystems;

      # Turns { packages = …; } of each system into { packages.SYSTEM = …; }.
      eachSystem = systems: outputsOf:
        builtins.foldl'
          (all: system:
            let own = outputsOf system; in
            builtins.foldl'
              (sum: output: sum // {
                ${output} = sum.${output} or { } // { ${system} = own.${output}; };
              })
              all
              (builtins.attrNames own))
          { }
          systems;

      eachSystemPassThrough = systems: outputsOf:
        builtins.foldl' (all: system: all // outputsOf system) { } systems;

      program = drv: drv.passthru.exePath or "/bin/${drv.meta.mainProgram or drv.pname or drv.name}";

      flattenTree = tree:
        let
          go = path: value:
            if value.type or null == "derivation" then [{ name = path; inherit value; }]
            else if builtins.isAttrs value && (path == "" || value.recurseForDerivations or false)
            then
              builtins.concatMap
                (name: go (if path == "" then name else "${path}/${name}") value.${name})
                (builtins.filter (name: name != "recurseForDerivations") (builtins.attrNames value))
            else [ ];
        in
        builtins.listToAttrs (go "" tree);
    in
    {
      lib = {
        inherit defaultSystems eachSystem eachSystemPassThrough flattenTree;
        allSystems = names;
        eachDefaultSystem = eachSystem defaultSystems;
        eachDefaultSystemPassThrough = eachSystemPassThrough defaultSystems;
        system = builtins.listToAttrs (map (name: { inherit name; value = name; }) names);
        eachSystemMap = systems: function:
          builtins.listToAttrs (map (name: { inherit name; value = function name; }) systems);
        mkApp = { drv, name ? drv.pname or drv.name, exePath ? program drv }: {
          type = "app";
          program = "${drv}${exePath}";
        };
        filterPackages = system: packages:
          let
            flat = flattenTree packages;
            fits = name:
              !(flat.${name}.meta.broken or false)
              && builtins.elem system (flat.${name}.meta.platforms or [ system ]);
          in
          builtins.listToAttrs (map (name: { inherit name; value = flat.${name}; })
            (builtins.filter fits (builtins.attrNames flat)));
        simpleFlake =
          { self, nixpkgs, name, overlay ? null, systems ? defaultSystems, config ? { }, shell ? null, ... }:
          eachSystem systems (system:
            let
              pkgs = import nixpkgs {
                inherit system config;
                overlays = if overlay == null then [ ] else [ overlay ];
              };
            in
            (if pkgs ? ${name} then { packages = pkgs.${name}; legacyPackages = pkgs.${name}; } else { })
            // (if shell == null then { } else { devShell = shell { inherit pkgs; }; }));
      };
    };
}
