lib:
let
  original = source: if source ? _original then source._original else source;
  filterOf = source: source._filter or (_: _: true);
  nameOf = source: source.name or "source";
  filtered = { src, filter ? (_: _: true), name ? nameOf src }:
    let
      both = path: type: filterOf src path type && filter path type;
      path = original src;
    in
    {
      inherit name;
      outPath = builtins.path { inherit name path; filter = both; };
      _original = path;
      _filter = both;
    };
in
{
  cleanSourceFilter = path: type:
    let name = baseNameOf path; in
    !(type == "directory" && builtins.elem name [ ".git" ".svn" ".hg" "CVS" ]
      || type == "unknown"
      || lib.hasSuffix "~" name
      || lib.hasSuffix ".o" name
      || lib.hasSuffix ".so" name
      || type == "symlink" && lib.hasPrefix "result" name);
  cleanSource = src: filtered { inherit src; filter = lib.cleanSourceFilter; };
  cleanSourceWith = filtered;
  sourceByRegex = src: patterns: filtered {
    inherit src;
    filter = path: _:
      let relative = lib.removePrefix "${toString (original src)}/" path;
      in builtins.any (pattern: builtins.match pattern relative != null) patterns;
  };
  sourceFilesBySuffices = src: suffixes: filtered {
    inherit src;
    filter = path: type:
      type == "directory" || builtins.any (suffix: lib.hasSuffix suffix (baseNameOf path)) suffixes;
  };
  # Which files a source has matters to who builds it; all that is below its
  # root is more than enough for a shell.
  fileset = lib.genAttrs
    [ "difference" "intersection" "union" ]
    (_: first: _second: first) // lib.genAttrs
    [ "fileFilter" "fromSource" "gitTracked" "maybeMissing" "unions" ]
    (_: value: value) // {
    fileFilter = _test: path: path;
    toSource = { root, ... }: filtered { src = root; };
  };
}
