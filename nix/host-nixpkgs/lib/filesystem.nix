# What is in directories.
lib:
let
  inherit (builtins) attrNames isString pathExists readDir;

  pathType = path: (readDir (dirOf path)).${baseNameOf path};
  is = kind: path: pathExists path && pathType path == kind;

  filesIn = dir: builtins.concatLists (lib.mapAttrsToList
    (name: type: if type == "directory" then filesIn (dir + "/${name}") else [ (dir + "/${name}") ])
    (readDir dir));

  packagesFromDirectoryRecursive = { callPackage, directory, newScope ? null }@args:
    let
      members = args: lib.concatMapAttrs
        (name: type:
          let path = directory + "/${name}"; in
          if type == "directory"
          then { ${name} = packagesFromDirectoryRecursive (args // { directory = path; }); }
          else if type == "regular"
          then lib.optionalAttrs (lib.hasSuffix ".nix" name) { ${lib.removeSuffix ".nix" name} = args.callPackage path { }; }
          else throw "${toString path} is neither a file nor a directory")
        (readDir directory);
    in
    if pathExists (directory + "/package.nix") then callPackage (directory + "/package.nix") { }
    else if newScope == null then members args
    else lib.recurseIntoAttrs (lib.makeScope newScope
      (self: members (args // { inherit (self) callPackage newScope; })));

  # The first directory, upward from a file, with names that match a pattern.
  locateDominatingFile = pattern: file:
    let
      up = path:
        let found = lib.filter (match: match != null) (map (builtins.match pattern) (attrNames (readDir path))); in
        if found != [ ] then { inherit path; matches = found; }
        else if toString path == "/" then null
        else up (dirOf path);
      isDir = toString file == "/" || (readDir (dirOf file)).${baseNameOf file} or null == "directory";
    in
    up (if isDir then file else dirOf file);
in
{
  inherit packagesFromDirectoryRecursive locateDominatingFile pathType;
  pathIsDirectory = path: toString path == "/" || is "directory" path;
  pathIsRegularFile = is "regular";
  listFilesRecursive = filesIn;
  haskellPathsInDir = dir: lib.filterAttrs (name: path: pathExists (path + "/${name}.cabal"))
    (builtins.mapAttrs (name: _: dir + "/${name}") (readDir dir));
  resolveDefaultNix = path:
    if lib.pathIsDirectory path then path + "/default.nix"
    else if isString path && lib.hasSuffix "/" path then path + "default.nix"
    else path;
}
