# Paths, and the parts of them below another path.
lib:
let
  partsOf = subpath: lib.filter (part: part != "" && part != ".") (lib.splitString "/" subpath);
  isValid = subpath: builtins.isString subpath && subpath != "" && !lib.hasPrefix "/" subpath
    && !lib.elem ".." (lib.splitString "/" subpath);
  checked = subpath:
    if isValid subpath then subpath else throw "lib.path: \"${toString subpath}\" is no path below another";
  below = path: lib.filter (part: part != "") (lib.splitString "/" (toString path));
  subpathOf = parts: lib.concatStringsSep "/" ([ "." ] ++ parts);
in
{
  append = path: subpath:
    if !builtins.isPath path then throw "lib.path.append: the first argument is no path"
    else path + ("/" + checked subpath);
  hasPrefix = prefix: path: lib.lists.hasPrefix (below prefix) (below path);
  removePrefix = prefix: path:
    if lib.path.hasPrefix prefix path then subpathOf (lib.drop (lib.length (below prefix)) (below path))
    else throw "lib.path.removePrefix: ${toString prefix} is not above ${toString path}";
  splitRoot = path: { root = /.; subpath = subpathOf (below path); };
  hasStorePathPrefix = path: lib.hasPrefix builtins.storeDir (toString path);
  subpath = {
    inherit isValid;
    components = subpath: partsOf (checked subpath);
    join = subpaths: subpathOf (lib.concatMap (one: partsOf (checked one)) subpaths);
    normalise = subpath: subpathOf (partsOf (checked subpath));
  };
}
