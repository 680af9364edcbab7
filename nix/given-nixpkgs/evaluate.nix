# Evaluates the shells of many flakes over one nixpkgs, of which they share the
# package sets. Their other inputs are those of their own lock files.

# source: the directory of the batch, in which this file is.
source:
let
  inherit (builtins) elemAt fetchTree foldl' fromJSON isString mapAttrs readFile
    removeAttrs;

  members = fromJSON (readFile (source + "/members.json"));

  sourceInfo = {
    lastModified = 0;
    lastModifiedDate = "19700101000000";
    narHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  };

  # Calls the flake in a directory.
  callFlake = info: place: inputs:
    let
      outputs = (import (place + "/flake.nix")).outputs (inputs // { inherit self; });
      self = outputs // info // {
        outPath = place;
        inherit inputs outputs;
        sourceInfo = info;
        _type = "flake";
      };
    in
    self;

  nixpkgs = callFlake sourceInfo "${source}/nixpkgs" { };

  # Calls what a lock file pins, with the inputs that it pins for that.
  lockedFlake = lock:
    let
      nodeAt = foldl' (node: name: nodeOf lock.nodes.${node}.inputs.${name}) lock.root;
      nodeOf = input: if isString input then input else nodeAt input;
      call = name:
        let
          node = lock.nodes.${name};
          tree = fetchTree (removeAttrs node.locked [ "dir" ]);
          place = if node.locked ? dir then "${tree}/${node.locked.dir}" else tree.outPath;
        in
        if node.flake or true
        then callFlake tree place (mapAttrs (_: input: call (nodeOf input)) (node.inputs or { }))
        else tree // { sourceInfo = tree; };
    in
    input: call (nodeAt [ input ]);

  call = index:
    let
      member = elemAt members index;
      locked = lockedFlake (fromJSON (readFile "${source}/${member.place}/flake.lock"));
      own = path: "${source}/${member.root}/${path}";
      inputOf = name: kind:
        if kind == "nixpkgs" then nixpkgs
        else if kind == "locked" then locked name
        else if kind ? inputs then callFlake sourceInfo (own kind.path) (mapAttrs inputOf kind.inputs)
        else sourceInfo // { outPath = own kind.path; inherit sourceInfo; };
    in
    callFlake sourceInfo "${source}/${member.place}" (mapAttrs inputOf member.inputs);
in
import ./visit.nix call
