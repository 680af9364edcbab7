# Evaluates the shells of many flakes, one after the other, and reports each on
# standard error: a line when it begins, and a line with what it came to. When a
# flake ends the whole process, the last "begin" says which one it was.
#
# Flakes are called here rather than by Nix, so that neither the URLs of their
# inputs nor a lock file decide anything, and every shell is evaluated from
# scratch: a trace of something that it uses appears between its two lines.

# source: the directory of the batch. nixpkgs: the directory of this file.
{ source, nixpkgs }:
let
  inherit (builtins) elemAt fromJSON listToAttrs mapAttrs readFile toJSON trace;

  members = fromJSON (readFile (source + "/members.json"));

  settings = import (source + "/settings.nix");

  say = kind: value: trace "hearth-${kind}: ${toJSON value}";

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
      seen = "${source}/at/${toString index}";
      lib = import ./library.nix (elemAt settings index);
      place = ./inputs + "/${name}";
    in
    if name == "nixpkgs" then
      asFlake seen
        {
          inherit lib;
          legacyPackages = genAttrs lib.systems.flakeExposed
            (system: import seen { inherit system; });
        }
    else asFlake "${nixpkgs}/inputs/${name}" (import (place + "/outputs.nix") { nixpkgs = seen; });

  call = index:
    let
      member = elemAt members index;
      inputOfKind = kind:
        if kind ? unknown
        then say "unknown" kind.unknown (throw "this machine does not have ${kind.unknown}")
        else if kind ? inputs then callAt (member.root + "/" + kind.path) kind.inputs
        else if kind ? path then sourceInfo // {
          outPath = "${source}/${member.root}/${kind.path}";
          inherit sourceInfo;
        }
        else inputOf index kind;
      callAt = dir: kinds:
        let
          place = "${source}/${dir}";
          flake = import (place + "/flake.nix");
          inputs = mapAttrs (_: inputOfKind) kinds;
          info = sourceInfo // { outPath = place; };
          outputs = flake.outputs (inputs // { self = self; });
          self = outputs // info // {
            inherit inputs outputs;
            sourceInfo = info;
            _type = "flake";
          };
        in
        self;
    in
    callAt member.place member.inputs;
in
import ./visit.nix call
