# The functions of nix-filter. A matcher is a function of the root, a path and
# the type of the file, or a path that stands for itself and all below it.
let
  inherit (builtins) any isFunction isPath match replaceStrings stringLength
    substring;

  hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;

  # Names below the root may be written as strings.
  absolute = root: path:
    let text = toString path; in
    if isPath path || hasPrefix "/" text then text else "${toString root}/${text}";

  isWithin = dir: path: path == dir || hasPrefix "${dir}/" path;

  inDirectory = dir: root: path: _: isWithin (absolute root dir) path;

  matcher = value: if isFunction value then value else inDirectory value;

  combined = how: first: second: root: path: type:
    how (matcher first root path type) (matcher second root path type);

  filter = { root, name ? "source", include ? [ (_: _: _: true) ], exclude ? [ ] }:
    let
      holds = path: type: any (one: matcher one root path type);
      # A directory has to be there for what is within.
      leads = path: any
        (one: !isFunction one && isWithin path (absolute root one))
        include;
    in
    builtins.path {
      inherit name;
      path = root;
      filter = path: type:
        (holds path type include || type == "directory" && leads path)
        && !holds path type exclude;
    };
in
{
  __functor = _: filter;
  inherit filter inDirectory;
  isDirectory = _: _: type: type == "directory";
  matchExt = extension: _: path: _:
    match ".*\\.${replaceStrings [ "." "+" ] [ "\\." "\\+" ] extension}" path != null;
  matchName = name: _: path: _: baseNameOf path == name;
  and_ = combined (first: second: first && second);
  or_ = combined (first: second: first || second);
  not_ = one: root: path: type: !matcher one root path type;
}
