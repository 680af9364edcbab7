# Evaluates the shells of many flakes, one after the other, and reports each on
# standard error: a line when it begins, and a line with what it came to. When a
# flake ends the whole process, the last "begin" says which one it was.
#
# Flakes are called here rather than by Nix, so that neither the URLs of their
# inputs nor a lock file decide anything, and every shell is evaluated from
# scratch: a trace of something that it uses appears between its two lines.

# source: the directory of the batch, in which this file is in nixpkgs/.
source:
let
  inherit (builtins) attrNames concatMap elem elemAt filter foldl' fromJSON
    isAttrs isFunction listToAttrs mapAttrs readFile seq deepSeq toJSON trace
    tryEval;

  members = fromJSON (readFile (source + "/members.json"));

  say = kind: value: trace "hearth-${kind}: ${toJSON value}";

  # Keeps no result: a history has many thousands.
  each = function: foldl' (_: item: seq (function item) null) null;

  genAttrs = names: function:
    listToAttrs (map (name: { inherit name; value = function name; }) names);

  sourceInfo = {
    lastModified = 0;
    lastModifiedDate = "19700101000000";
    narHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  };

  asFlake = outPath: outputs: outputs // sourceInfo // {
    inherit outPath outputs sourceInfo;
    inputs = { };
    _type = "flake";
  };

  # New at every call, so that nothing that one shell forced is known to the
  # next one.
  inputOf = index: name:
    let
      nixpkgs = "${source}/at/${toString index}";
      lib = import ./library.nix (fromJSON (readFile (nixpkgs + "/settings.json")));
      place = ./inputs + "/${name}";
    in
    if name == "nixpkgs" then
      asFlake nixpkgs
        {
          inherit lib;
          legacyPackages = genAttrs lib.systems.flakeExposed
            (system: import nixpkgs { inherit system; });
        }
    else asFlake "${source}/nixpkgs/inputs/${name}" (import (place + "/outputs.nix") { inherit nixpkgs; });

  call = index:
    let
      member = elemAt members index;
      place = "${source}/${member.place}";
      flake = import (place + "/flake.nix");
      inputs = mapAttrs
        (_: kind:
          if kind ? unknown
          then say "unknown" kind.unknown (throw "this machine does not have ${kind.unknown}")
          else inputOf index kind)
        member.inputs;
      info = sourceInfo // { outPath = place; };
      outputs = flake.outputs (inputs // { self = self; });
      self = outputs // info // {
        inherit inputs outputs;
        sourceInfo = info;
        _type = "flake";
      };
    in
    self;

  # An old `devShell` counts as a set of one shell.
  shellsOf = output: value:
    if output == "devShell" then { default = value; } else value;

  wanted = names: filter (name: names == null || elem name names);

  # What a target is: all systems of an output, all shells of a system, or one
  # shell. `null` says that the flake has no such output.
  valueOf = plan: index: output: system: shell:
    let flake = call index; in
    if system == null then
      if flake ? ${output} && flake.${output} ? hearth
      then throw "the names of its systems are unknown"
      else if flake ? ${output} then wanted plan.systems (attrNames flake.${output}) else null
    else
      let shells = shellsOf output flake.${output}.${system}; in
      # An unknown package has every name that it could have.
      if shells ? hearth.assumed then throw "the names of its shells are unknown" else
      if shells.type or "" == "derivation"
      then throw "${output}.${system} is a derivation, not a set of derivations: name it ${output}.${system}.default" else
      if shell == null then wanted plan.shells (attrNames shells)
      else shells.${shell}.drvPath;

  visit = plan: index: target:
    let
      output = elemAt target 0;
      system = elemAt target 1;
      shell = elemAt target 2;
      value = valueOf plan index output system shell;
      forced = deepSeq value value;
      # Without this, what a flake throws ends the process, and is told in full.
      result = if plan.catch then tryEval forced else { success = true; value = forced; };
      found = if result.success then result.value else false;
      below =
        if shell != null || found == null || found == false then [ ]
        else if system == null then map (name: [ output name null ]) found
        else map (name: [ output system name ]) found;
    in
    say "begin" [ index target ]
      (seq result.success
        (say "end" [ index target found ] (each (visit plan index) below)));
in
plan: each ({ index, targets }: each (visit plan index) targets) plan.members
